"""Coming under another's name, or under none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from devices.text import Text
from simulator.broker.message import Message
from simulator.broker.packets import Connect
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.evidence import read
from simulator.isolation.scene import Scene


async def _come_as(scene: Scene, disguise: Callable[[Scene, Connect], Connect]) -> Text | None:
    victim = await scene.victim()
    packet = scene.connect(scene.target.attacker, "stranger")
    stranger = await scene.intruder(disguise(scene, packet), with_marker=False)
    await stranger.subscribe(scene.secret, qos=1)
    await victim.publish(Message(scene.secret, scene.payload("live"), qos=1))
    await victim.settle()
    await stranger.settle()
    return read(stranger.messages, scene.target.attacker, scene.target.victim)


def _without_name(_scene: Scene, packet: Connect) -> Connect:
    return replace(packet, username=None, password=None)


def _with_password(password: bytes | None) -> Callable[[Scene, Connect], Connect]:
    return lambda scene, packet: replace(packet, username=scene.target.victim.username, password=password)


def _with_own_token(scene: Scene, packet: Connect) -> Connect:
    return replace(packet, username=scene.target.victim.username)


IDENTITIES = (
    Attack(
        "anonymous",
        Leak.READ,
        Text(en="connect without name and token", fa="اتصال بدون نام و توکن"),
        partial(_come_as, disguise=_without_name),
    ),
    Attack(
        "name-without-token",
        Leak.READ,
        Text(en="connect under another's name without a token", fa="اتصال با نام دیگری بدون توکن"),
        partial(_come_as, disguise=_with_password(None)),
    ),
    Attack(
        "name-with-empty-token",
        Leak.READ,
        Text(en="connect under another's name with an empty token", fa="اتصال با نام دیگری و توکن خالی"),
        partial(_come_as, disguise=_with_password(b"")),
    ),
    Attack(
        "name-with-own-token",
        Leak.READ,
        Text(en="connect under another's name with one's own token", fa="اتصال با نام دیگری و توکن خود"),
        partial(_come_as, disguise=_with_own_token),
    ),
)
