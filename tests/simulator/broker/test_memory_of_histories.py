"""A broker that was restored answers as the one before it would have answered, whatever had happened."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.broker.memory import Changes
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    Connack,
    Connect,
    Disconnect,
    Packet,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Subscribe,
    SubscriptionOptions,
    Unsubscribe,
)
from simulator.broker.properties import Properties
from tests.simulator.broker.conftest import Client, Lab
from tests.simulator.broker.lasting_lab import LastingLab, RecordingLab

NAMES = ("a", "b")
FILTERS = ("lab/u1/#", "lab/u1/+", "lab/u1/x")
TOPICS = ("lab/u1/x", "lab/u1/y")

names = st.sampled_from(NAMES)
qualities = st.sampled_from((2, 1, 2, 1, 0))
seldom = st.sampled_from((False, False, False, True))
intervals = st.sampled_from((0, 0, 5, 60))


def wills(name: str) -> st.SearchStrategy[Message]:
    """With a delay: what is published at once finds the others still connected at one of both brokers."""
    properties = st.builds(Properties, will_delay_interval=st.sampled_from((5, 60)))
    topic = f"lab/u1/will/{name}"
    return st.builds(Message, st.just(topic), st.just(b"gone"), qualities, st.booleans(), properties)


@st.composite
def connects(draw: st.DrawFn, name: str | None = None) -> Connect:
    name = name or draw(names)
    level = draw(st.sampled_from((MQTT_3_1_1, MQTT_5)))
    properties: Properties = {}
    will = None
    if level == MQTT_5:
        properties = {
            "session_expiry_interval": draw(st.sampled_from((3600, 0xFFFF_FFFF, 3600, 30, 0))),
            "receive_maximum": draw(st.sampled_from((1, 2, 100))),
        }
        if properties["session_expiry_interval"]:
            will = draw(st.none() | wills(name))
    return Connect(name, draw(seldom), 0, "u1", b"secret", will, level, properties)


@st.composite
def messages(draw: st.DrawFn) -> Message:
    properties: Properties = {}
    if expiry_s := draw(intervals):
        properties["message_expiry_interval"] = expiry_s
    if draw(st.booleans()):
        properties["user_properties"] = (("k", "v"),)
    payload = draw(st.sampled_from((b"1", b"2", b"3", b"")))
    return Message(draw(st.sampled_from(TOPICS)), payload, draw(qualities), draw(seldom), properties)


options = st.builds(SubscriptionOptions, qualities, seldom, st.booleans(), st.sampled_from((0, 1, 2)))
happenings = {
    "publish": st.tuples(names, messages(), st.integers(1, 3)),
    "answer": st.tuples(names, st.integers(0, 2)),
    "release": st.tuples(names, st.integers(1, 3)),
    "save": st.tuples(),
    "vanish": st.tuples(names),
    "connect": st.tuples(connects()),
    "subscribe": st.tuples(names, st.sampled_from(FILTERS), options, st.integers(0, 2)),
    "unsubscribe": st.tuples(names, st.sampled_from(FILTERS)),
    "leave": st.tuples(names),
    "wait": st.tuples(st.sampled_from((1000, 20_000, 50_000))),
}
# What one stands for happens that often.
FREQUENCIES = dict.fromkeys(happenings, 1) | {
    "publish": 6,
    "answer": 8,
    "release": 2,
    "save": 2,
    "connect": 3,
}
kinds = st.sampled_from([kind for kind, count in FREQUENCIES.items() for _ in range(count)])


@st.composite
def steps(draw: st.DrawFn) -> tuple[Any, ...]:
    kind = draw(kinds)
    return (kind, *draw(happenings[kind]))


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """Everybody comes and subscribes; then anything may happen, and most of it by messages."""
    beginning: list[tuple[Any, ...]] = []
    for name in NAMES:
        beginning.append(("connect", draw(connects(name))))
        beginning.append(("subscribe", name, draw(st.sampled_from(FILTERS)), draw(options), 0))
    return beginning + draw(st.lists(steps(), min_size=15, max_size=40))


class Play:
    """Clients that do as the history says; what cannot be done at the time is passed over."""

    def __init__(self, lab: RecordingLab) -> None:
        self.lab = lab
        self._clients: dict[str, Client] = {}
        self._answers: dict[str, list[Packet]] = {name: [] for name in NAMES}

    def do(self, step: tuple[Any, ...]) -> None:
        # Who left at different times is missed in that order; of the same time only one broker knows it.
        self.lab.advance(1)
        match step:
            case ("connect", packet):
                self._connect(packet)
            case ("wait", ms):
                self.lab.advance(ms)
            case ("save",) if isinstance(self.lab, LastingLab):
                self.lab.save()
            case (kind, name, *details) if name in self._clients and not self._clients[name].is_closed:
                getattr(self, f"_{kind}")(name, *details)

    def lose_all(self, order: Iterable[str]) -> None:
        """Every connection breaks, as far as there is one."""
        for name in order:
            if name in self._clients:
                self._clients[name].vanish()

    def _connect(self, packet: Connect) -> None:
        client = self._clients[packet.client_id] = self.lab.open(packet.level)
        client.send(packet)
        self._answers[packet.client_id].clear()

    def _subscribe(self, name: str, topic_filter: str, wanted: SubscriptionOptions, identifier: int) -> None:
        client = self._clients[name]
        if client.level == MQTT_3_1_1:
            wanted = SubscriptionOptions(wanted.qos)
        properties: Properties = {"subscription_identifiers": (identifier,)} if identifier else {}
        client.send(Subscribe(1, ((topic_filter, wanted),), properties if client.level == MQTT_5 else {}))

    def _unsubscribe(self, name: str, topic_filter: str) -> None:
        self._clients[name].send(Unsubscribe(1, (topic_filter,)))

    def _publish(self, name: str, message: Message, packet_id: int) -> None:
        client = self._clients[name]
        if client.level == MQTT_3_1_1:
            message = message._replace(properties={})
        client.send(Publish(message, packet_id=packet_id if message.qos else 0))

    def _release(self, name: str, packet_id: int) -> None:
        self._clients[name].send(Pubrel(packet_id))

    def _answer(self, name: str, which: int) -> None:
        """Acknowledge one of the packets that came."""
        client, waiting = self._clients[name], self._answers[name]
        waiting += filter(None, map(answer_to, client.received()))
        if waiting:
            client.send(waiting.pop(which % len(waiting)))

    def _vanish(self, name: str) -> None:
        self._clients[name].vanish()

    def _leave(self, name: str) -> None:
        self._clients[name].send(Disconnect())


def answer_to(packet: Packet) -> Packet | None:
    if isinstance(packet, Pubrel):
        return Pubcomp(packet.packet_id)
    if isinstance(packet, Publish) and packet.message.qos:
        return Puback(packet.packet_id) if packet.message.qos == 1 else Pubrec(packet.packet_id)
    return None


def aftermath(lab: Lab) -> list[Any]:
    """All that clients see who come back, one after the other, and whoever looks at what is retained."""
    seen: list[Any] = []
    lab.advance(10_000)
    for name in NAMES:
        client, connack = lab.try_connect(name, level=MQTT_5, clean_start=False)
        seen.append((name, connack))
        seen += converse(client)
        client.send(Publish(Message("lab/u1/x", b"same", 2), duplicate=True, packet_id=2))
        client.publish("lab/u1/x", b"new", qos=1)
        seen += converse(client)
        lab.advance(30_000)
    looker = lab.connect("looker", level=MQTT_5)
    looker.subscribe("lab/u1/#")
    seen += converse(looker)
    return seen


def converse(client: Client) -> list[Packet]:
    """Take what comes and answer it, until nothing comes any more."""
    heard: list[Packet] = []
    while packets := [packet for packet in client.received() if not isinstance(packet, Connack)]:
        heard += packets
        client.send(*filter(None, map(answer_to, packets)))
    return heard


@given(histories())
@settings(deadline=None)
def test_every_change_is_noted_when_it_happens(history: list[tuple[Any, ...]]) -> None:
    """What has been taken of changes, one after the other, is all that there is to take."""
    lab = RecordingLab()
    play = Play(lab)
    taken: dict[Any, Any] = {}
    for step in history:
        play.do(step)
        taken.update(remembered(lab.broker.take_changes()))
        present = {name: memory for name, memory in taken.items() if memory is not None}
        everything = remembered(lab.broker.take_everything())
        assert present == {name: memory for name, memory in everything.items() if memory is not None}, step


def remembered(changes: Changes) -> dict[Any, Any]:
    return {**dict(changes.retained), **dict(changes.sessions)}


@given(histories(), st.booleans())
@settings(deadline=None)
def test_clients_that_come_back_notice_nothing(history: list[tuple[Any, ...]], is_power_cut: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        lab = LastingLab(Path(folder) / "broker.sqlite")
        play = Play(lab)
        for step in history:
            play.do(step)
        if not is_power_cut:
            for name in NAMES:
                play.do(("vanish", name))
        lab.save()
        successor = lab.crash()
        # Who is missed first is given up first, and its will is published first.
        play.lose_all([session.client_id for session in successor.memory.sessions])
        play.lose_all(NAMES)
        try:
            assert aftermath(successor) == aftermath(lab)
        finally:
            successor.storage.close()
