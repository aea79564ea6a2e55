"""Joining another's shared subscription, so that its messages go astray."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from devices.text import Text
from simulator.broker.message import Message
from simulator.broker.reasons import FIRST_FAILURE
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.errors import NotOffered
from simulator.isolation.evidence import missing
from simulator.isolation.offers import SHARED
from simulator.isolation.raw_client import RawClient
from simulator.isolation.scene import Scene

_MESSAGES = 20
"""Enough to hit a stranger in the group also where the broker chooses by chance (but once in a million)."""


async def _join(scene: Scene, topic_filter: Callable[[Scene], str]) -> Text | None:
    """The victim is the only member of its group, so every message is for it."""
    group = f"$share/{scene.target.run}"
    victim = await scene.victim()
    if not victim.connack.properties.get("shared_subscription_available", 1):
        raise NotOffered(what=SHARED)
    if await victim.subscribe(f"{group}/{scene.secret}", qos=1) >= FIRST_FAILURE:
        raise NotOffered(what=SHARED)
    if await _lost(scene, victim, "control"):
        raise NotOffered(what=SHARED)
    intruder = await scene.intruder()
    await intruder.subscribe(f"{group}/{topic_filter(scene)}", qos=1)
    return await _lost(scene, victim, "counted")


async def _lost(scene: Scene, victim: RawClient, word: str) -> Text | None:
    payloads = [scene.payload(f"{word} {number}") for number in range(_MESSAGES)]
    for payload in payloads:
        await victim.publish(Message(scene.secret, payload, qos=1))
    await victim.settle()
    return missing(victim, payloads)


SHARED_GROUPS = (
    Attack(
        "join-group",
        Leak.SWALLOWED,
        Text(
            en="join another's shared subscription: $share/g/lab/u1/x",
            fa="پیوستن به اشتراک گروهی دیگری: $share/g/lab/u1/x",
        ),
        partial(_join, topic_filter=lambda scene: scene.secret),
    ),
    Attack(
        "join-group-of-same-name",
        Leak.SWALLOWED,
        Text(
            en="open a group of the same name on an own topic: $share/g/lab/u2/x",
            fa="ساختن گروهی هم‌نام در موضوع خود: $share/g/lab/u2/x",
        ),
        partial(_join, topic_filter=lambda scene: scene.outlet),
    ),
)
