"""Having the broker publish into another's base when one's own connection is lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from devices.text import Text
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5
from simulator.broker.properties import Properties
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.errors import NotOffered
from simulator.isolation.evidence import written
from simulator.isolation.offers import WILLS, require_qos, require_retained
from simulator.isolation.scene import Scene

_WORDS = Text(
    en="set a will on another's topic at QoS {qos}", fa="گذاشتن وصیت (will) در موضوع دیگری با QoS {qos}"
)
_RETAINED_WORDS = Text(
    en="set a retained will on another's topic at QoS {qos}",
    fa="گذاشتن وصیت (will) نگه‌داشته (retained) در موضوع دیگری با QoS {qos}",
)
_DELAYED_WORDS = Text(
    en="set a delayed will on another's topic",
    fa="گذاشتن وصیت (will) با تأخیر در موضوع دیگری",
)
_DELAY_S = 1


async def _die(scene: Scene, qos: int, retain: bool, delayed: bool) -> Text | None:
    """A second will, on a topic of the attacker's own, tells when the first would have come."""
    victim = await scene.victim()
    require_qos(victim, qos)
    if retain:
        require_retained(victim)
        scene.forget_retained(scene.secret)
    await victim.subscribe(scene.secret, qos)
    watcher = await scene.enter(scene.target.attacker, "watcher")
    await watcher.subscribe(scene.outlet, qos=1)
    if await _die_with(scene, "first", Message(scene.secret, scene.payload("evil"), qos, retain), delayed):
        if not await _die_with(scene, "second", Message(scene.outlet, scene.payload("own"), 1), delayed):
            raise NotOffered(what=WILLS)
        await watcher.hear(scene.payload("own"))
    if retain:
        await victim.subscribe(scene.secret, qos)
    await victim.settle()
    return written(victim, scene.payload("evil"))


async def _die_with(scene: Scene, name: str, will: Message, delayed: bool) -> bool:
    """Whether the broker let a client with that will in; the client is then lost."""
    party = scene.target.attacker
    if delayed:
        delay: Properties = {"will_delay_interval": _DELAY_S}
        will = Message(will.topic, will.payload, will.qos, will.retain, delay)
    intruder = await scene.intruder(scene.connect(party, name, lasting=delayed, will=will), with_marker=False)
    was_in = intruder.is_in
    intruder.vanish()
    return was_in


def _attacks() -> Iterator[Attack]:
    for name, words, retain in (("will", _WORDS, False), ("will-retained", _RETAINED_WORDS, True)):
        for qos in (0, 1, 2):
            run = partial(_die, qos=qos, retain=retain, delayed=False)
            yield Attack(f"{name}-qos{qos}", Leak.WRITTEN, words.format(qos=str(qos)), run)
    run = partial(_die, qos=1, retain=False, delayed=True)
    yield Attack("will-delayed", Leak.WRITTEN, _DELAYED_WORDS, run, (MQTT_5,))


WILLS_OF_STRANGERS = tuple(_attacks())
