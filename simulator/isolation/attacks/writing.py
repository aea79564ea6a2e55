"""Publishing into another's base."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from devices.text import Text
from simulator.broker.message import Message
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.errors import NotOffered
from simulator.isolation.evidence import missing, written
from simulator.isolation.offers import RETAINED, require_qos, require_retained
from simulator.isolation.scene import Scene

_PUBLISHES = Text(en="publish to another's topic at QoS {qos}", fa="منتشر کردن در موضوع دیگری با QoS {qos}")
_PUBLISHES_BASE = Text(
    en="publish to another's base itself at QoS {qos}", fa="منتشر کردن در خود موضوع پایهٔ دیگری با QoS {qos}"
)
_RETAINS = Text(
    en="leave a retained message on another's topic at QoS {qos}",
    fa="گذاشتن پیام نگه‌داشته (retained) در موضوع دیگری با QoS {qos}",
)
_CLEARS = Text(
    en="clear another's retained message at QoS {qos}",
    fa="پاک کردن پیام نگه‌داشتهٔ (retained) دیگری با QoS {qos}",
)


async def _publish(scene: Scene, qos: int) -> Text | None:
    victim = await scene.victim()
    require_qos(victim, qos)
    await victim.subscribe(scene.secret, qos)
    intruder = await scene.intruder()
    await intruder.publish(Message(scene.secret, scene.payload("evil"), qos))
    await intruder.settle()
    await victim.settle()
    return written(victim, scene.payload("evil"))


async def _publish_base(scene: Scene, qos: int) -> Text | None:
    victim = await scene.victim()
    require_qos(victim, qos)
    await victim.subscribe(f"{scene.target.victim.base}/#", qos)
    intruder = await scene.intruder()
    await intruder.publish(Message(scene.target.victim.base, scene.payload("evil"), qos))
    await intruder.settle()
    await victim.settle()
    return written(victim, scene.payload("evil"))


async def _retain(scene: Scene, qos: int) -> Text | None:
    """The victim comes when the message is there already."""
    victim = await scene.victim()
    require_qos(victim, qos)
    require_retained(victim)
    scene.forget_retained(scene.secret)
    intruder = await scene.intruder()
    await intruder.publish(Message(scene.secret, scene.payload("evil"), qos, retain=True))
    await intruder.settle()
    await victim.subscribe(scene.secret, qos)
    await victim.settle()
    return written(victim, scene.payload("evil"))


async def _clear(scene: Scene, qos: int) -> Text | None:
    victim = await scene.victim()
    require_qos(victim, qos)
    require_retained(victim)
    scene.forget_retained(scene.secret)
    kept = scene.payload("kept")
    await victim.publish(Message(scene.secret, kept, qos, retain=True))
    if await _retained(scene, "before", kept):
        raise NotOffered(what=RETAINED)
    intruder = await scene.intruder()
    await intruder.publish(Message(scene.secret, b"", qos, retain=True))
    await intruder.settle()
    return await _retained(scene, "after", kept)


async def _retained(scene: Scene, name: str, kept: bytes) -> Text | None:
    """What is missing when a new client of the victim's asks for the retained message."""
    client = await scene.victim(name)
    await client.subscribe(scene.secret)
    await client.settle()
    return missing(client, [kept])


def _attacks() -> Iterator[Attack]:
    kinds = (
        ("publish", _PUBLISHES, _publish),
        ("publish-base-itself", _PUBLISHES_BASE, _publish_base),
        ("publish-retained", _RETAINS, _retain),
        ("clear-retained", _CLEARS, _clear),
    )
    for name, words, run in kinds:
        for qos in (0, 1, 2):
            yield Attack(f"{name}-qos{qos}", Leak.WRITTEN, words.format(qos=str(qos)), partial(run, qos=qos))


WRITING = tuple(_attacks())
