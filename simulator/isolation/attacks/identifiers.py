"""Coming under another's client identifier."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from devices.text import Text
from simulator.broker.message import Message
from simulator.broker.packets import Connect
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.errors import ConnectionEnded, NotOffered
from simulator.isolation.evidence import missing, read
from simulator.isolation.offers import SESSIONS
from simulator.isolation.raw_client import RawClient
from simulator.isolation.scene import Scene

_EVICTED = Text(
    en="the connection of {user} was closed when {other} came as {client_id}",
    fa="هنگامی که {other} با شناسهٔ {client_id} آمد، اتصال {user} بسته شد",
)


async def _take_identifier(scene: Scene, clean: bool) -> Text | None:
    victim = await scene.victim()
    await scene.intruder(_as_victim(scene, lasting=not clean, clean=clean))
    try:
        await victim.settle()
    except ConnectionEnded:
        return _EVICTED.format(
            user=scene.target.victim.username,
            other=scene.target.attacker.username,
            client_id=scene.client_id(scene.target.victim, "victim"),
        )
    return None


async def _read_session(scene: Scene) -> Text | None:
    """Messages that waited for the victim, and messages that its subscriptions still bring."""
    sender = await _leave_session(scene)
    await sender.publish(Message(scene.secret, scene.payload("waiting"), qos=1))
    thief = await scene.intruder(_as_victim(scene, lasting=True, clean=False))
    await sender.publish(Message(scene.secret, scene.payload("live"), qos=1))
    await sender.settle()
    await thief.settle()
    return read(thief.messages, scene.target.attacker, scene.target.victim)


async def _lose_session(scene: Scene, clean: bool) -> Text | None:
    """What waits for the victim must still be there after somebody else has come and gone."""
    sender = await _leave_session(scene)
    await sender.publish(Message(scene.secret, scene.payload("control"), qos=1))
    if await _come_back(scene, "control"):
        raise NotOffered(what=SESSIONS)
    await sender.publish(Message(scene.secret, scene.payload("waiting"), qos=1))
    thief = await scene.intruder(_as_victim(scene, lasting=not clean, clean=clean))
    await thief.settle()
    await thief.leave()
    return await _come_back(scene, "waiting")


async def _leave_session(scene: Scene) -> RawClient:
    """The victim subscribes and goes, so that messages wait for it; a client that publishes them."""
    sleeper = await scene.victim(lasting=True)
    await sleeper.subscribe(scene.secret, qos=1)
    await sleeper.disconnect()
    return await scene.victim("sender")


async def _come_back(scene: Scene, word: str) -> Text | None:
    """What is missing when the victim resumes its session, and goes again."""
    sleeper = await scene.victim(lasting=True, clean=False)
    await sleeper.settle()
    await sleeper.disconnect()
    return missing(sleeper, [scene.payload(word)])


def _as_victim(scene: Scene, *, lasting: bool, clean: bool) -> Connect:
    """The attacker's own credentials, with the identifier of the victim's client."""
    packet = scene.connect(scene.target.attacker, "victim", lasting=lasting, clean=clean)
    return replace(packet, client_id=scene.client_id(scene.target.victim, "victim"))


IDENTIFIERS = (
    Attack(
        "take-client-identifier",
        Leak.EVICTED,
        Text(
            en="connect under another's client identifier",
            fa="اتصال با شناسهٔ کلاینت (client id) دیگری",
        ),
        partial(_take_identifier, clean=True),
    ),
    Attack(
        "take-client-identifier-resuming",
        Leak.EVICTED,
        Text(
            en="connect under another's client identifier, resuming its session",
            fa="اتصال با شناسهٔ کلاینت (client id) دیگری و ازسرگیری نشست او",
        ),
        partial(_take_identifier, clean=False),
    ),
    Attack(
        "read-session",
        Leak.READ,
        Text(
            en="resume another's session and read what waits in it",
            fa="ازسرگیری نشست دیگری و خواندن آنچه در آن منتظر است",
        ),
        _read_session,
    ),
    Attack(
        "drain-session",
        Leak.SWALLOWED,
        Text(
            en="resume another's session, so that its owner finds it empty",
            fa="ازسرگیری نشست دیگری تا صاحبش آن را خالی بیابد",
        ),
        partial(_lose_session, clean=False),
    ),
    Attack(
        "discard-session",
        Leak.SWALLOWED,
        Text(
            en="discard another's session by a clean start",
            fa="دور انداختن نشست دیگری با شروع تازه (clean start)",
        ),
        partial(_lose_session, clean=True),
    ),
)
