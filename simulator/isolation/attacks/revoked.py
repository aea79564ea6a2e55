"""Keeping what was allowed once."""

from __future__ import annotations

from devices.text import Text
from simulator.broker.message import Message
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.errors import NotOffered
from simulator.isolation.evidence import read
from simulator.isolation.scene import Scene

_REASSIGNING = Text(
    en="way for this check to change a user's base",
    fa="راهی برای این بررسی که موضوع پایهٔ کاربری را عوض کند",
)


async def _keep_subscription(scene: Scene) -> Text | None:
    """The attacker subscribes while it may, and comes back to its session when it no longer may."""
    attacker, owner, reassign = scene.target.attacker, scene.target.victim, scene.target.reassign
    if reassign is None:
        raise NotOffered(what=_REASSIGNING)
    victim = await scene.victim()
    await reassign(attacker, owner.base)
    try:
        early = await scene.intruder(scene.connect(attacker, "attacker", lasting=True), with_marker=False)
        await early.subscribe(scene.secret, qos=1)
        await early.leave()
    finally:
        await reassign(attacker, attacker.base)
    await victim.publish(Message(scene.secret, scene.payload("waiting"), qos=1))
    late = await scene.intruder(scene.connect(attacker, "attacker", lasting=True, clean=False))
    await victim.publish(Message(scene.secret, scene.payload("live"), qos=1))
    await victim.settle()
    await late.settle()
    return read(late.messages, attacker, owner)


REVOKED = (
    Attack(
        "keep-subscription",
        Leak.READ,
        Text(
            en="keep a subscription that has become forbidden",
            fa="نگه داشتن اشتراکی که دیگر مجاز نیست",
        ),
        _keep_subscription,
    ),
)
