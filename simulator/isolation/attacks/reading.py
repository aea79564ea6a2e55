"""Subscribing to what is another's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from devices.text import Text
from simulator.broker.message import Message
from simulator.isolation.attack import Attack, Leak
from simulator.isolation.evidence import read
from simulator.isolation.offers import require_qos, require_retained
from simulator.isolation.scene import Scene

_SUBSCRIBES = Text(
    en="subscribe to {what} at QoS {qos}",
    fa="مشترک شدن در {what} با QoS {qos}",
)


def _up(base: str) -> str:
    """The way from below a base to the root."""
    return "/".join(".." for _ in base.split("/"))


def _without_last(base: str, ending: str) -> str:
    return "/".join([*base.split("/")[:-1], ending])


def _without_first(base: str) -> str:
    return "/".join(["+", *base.split("/")[1:]])


_FILTERS: dict[str, tuple[Text, Callable[[Scene], str]]] = {
    "everything": (Text(en="everything: #", fa="همه چیز: #"), lambda scene: "#"),
    "levels": (
        Text(en="every topic of that many levels: +/+/+", fa="همهٔ موضوع‌های به همین تعداد سطح: +/+/+"),
        lambda scene: "/".join("+" for _ in scene.secret.split("/")),
    ),
    "first-level": (
        Text(en="the base below any first level: +/u1/#", fa="همین موضوع پایه زیر هر سطح نخست: +/u1/#"),
        lambda scene: _without_first(scene.target.victim.base) + "/#",
    ),
    "parent": (
        Text(en="the topic above: lab/#", fa="موضوع بالاتر: lab/#"),
        lambda scene: _without_last(scene.target.victim.base, "#"),
    ),
    "neighbours": (
        Text(en="all neighbours: lab/+/#", fa="همهٔ همسایه‌ها: lab/+/#"),
        lambda scene: _without_last(scene.target.victim.base, "+/#"),
    ),
    "neighbours-topic": (
        Text(en="one topic of all neighbours: lab/+/x", fa="یک موضوع همهٔ همسایه‌ها: lab/+/x"),
        lambda scene: _without_last(scene.target.victim.base, "+/" + scene.secret.rpartition("/")[2]),
    ),
    "base": (
        Text(en="another's base: lab/u1/#", fa="موضوع پایهٔ دیگری: lab/u1/#"),
        lambda scene: f"{scene.target.victim.base}/#",
    ),
    "topic": (
        Text(en="one topic of another's: lab/u1/x", fa="یک موضوع دیگری: lab/u1/x"),
        lambda scene: scene.secret,
    ),
    "leading-slash": (
        Text(en="all below the empty level: /#", fa="همه زیر سطح خالی: /#"),
        lambda scene: "/#",
    ),
    "detour": (
        Text(
            en="a way out of the own base: lab/u2/../../lab/u1/#", fa="راهی به بیرون: lab/u2/../../lab/u1/#"
        ),
        lambda scene: (
            f"{scene.target.attacker.base}/{_up(scene.target.attacker.base)}/{scene.target.victim.base}/#"
        ),
    ),
    "shared-base": (
        Text(
            en="another's base as a group: $share/g/lab/u1/#",
            fa="موضوع پایهٔ دیگری به شکل گروه: $share/g/lab/u1/#",
        ),
        lambda scene: f"$share/g/{scene.target.victim.base}/#",
    ),
    "shared-everything": (
        Text(en="everything as a group: $share/g/#", fa="همه چیز به شکل گروه: $share/g/#"),
        lambda scene: "$share/g/#",
    ),
    "queue-base": (
        Text(
            en="another's base as a queue: $queue/lab/u1/#", fa="موضوع پایهٔ دیگری به شکل صف: $queue/lab/u1/#"
        ),
        lambda scene: f"$queue/{scene.target.victim.base}/#",
    ),
    "queue-everything": (
        Text(en="everything as a queue: $queue/#", fa="همه چیز به شکل صف: $queue/#"),
        lambda scene: "$queue/#",
    ),
    "exclusive": (
        Text(
            en="a topic for oneself alone: $exclusive/lab/u1/x",
            fa="موضوعی تنها برای خود: $exclusive/lab/u1/x",
        ),
        lambda scene: f"$exclusive/{scene.secret}",
    ),
}


async def _subscribe(scene: Scene, topic_filter: Callable[[Scene], str], qos: int) -> Text | None:
    """Messages that were retained before, and messages that are published after."""
    victim = await scene.victim()
    require_qos(victim, qos)
    require_retained(victim)
    scene.forget_retained(scene.secret)
    await victim.publish(Message(scene.secret, scene.payload("kept"), qos, retain=True))
    intruder = await scene.intruder()
    await intruder.subscribe(topic_filter(scene), qos)
    await victim.publish(Message(scene.secret, scene.payload("live"), qos))
    await victim.settle()
    await intruder.settle()
    return read(intruder.messages, scene.target.attacker, scene.target.victim)


async def _subscribe_base(scene: Scene, qos: int) -> Text | None:
    """The base itself, without what is below it."""
    victim = await scene.victim()
    require_qos(victim, qos)
    intruder = await scene.intruder()
    await intruder.subscribe(scene.target.victim.base, qos)
    await victim.publish(Message(scene.target.victim.base, scene.payload("live"), qos))
    await victim.settle()
    await intruder.settle()
    return read(intruder.messages, scene.target.attacker, scene.target.victim)


def _attacks() -> Iterator[Attack]:
    for name, (what, topic_filter) in _FILTERS.items():
        for qos in (0, 1, 2):
            tries = _SUBSCRIBES.format(what=what, qos=str(qos))
            run = partial(_subscribe, topic_filter=topic_filter, qos=qos)
            yield Attack(f"subscribe-{name}-qos{qos}", Leak.READ, tries, run)
    for qos in (0, 1, 2):
        what = Text(en="another's base itself: lab/u1", fa="خود موضوع پایهٔ دیگری: lab/u1")
        tries = _SUBSCRIBES.format(what=what, qos=str(qos))
        yield Attack(f"subscribe-base-itself-qos{qos}", Leak.READ, tries, partial(_subscribe_base, qos=qos))


READING = tuple(_attacks())
