"""What a program can do to the grader over its channel and at the broker, if it speaks for itself."""

from __future__ import annotations

import json

import pytest

from exercises.lockstep import graded_house, testimony
from exercises.lockstep.graded_house import GradedHouse
from exercises.lockstep.guest import frames
from exercises.lockstep.guest.frames import BadFrame, Frame, Item
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.packets import Connect, Publish, Subscribe, SubscriptionOptions
from simulator.scenario import load_scenario

BASE = "lab/demo"
MEGABYTE = 2**20


def connect(client: str) -> bytes:
    return encode(Connect(client))


def publish(topic: str, payload: bytes) -> bytes:
    return encode(Publish(Message(topic, payload, 0), packet_id=0))


@pytest.fixture
def house() -> GradedHouse:
    """A house at whose broker the program has one connection."""
    house = GradedHouse(load_scenario("corridor-day"), BASE)
    house.open(1, "localhost:1883")
    house.receive(1, connect("a"))
    house.take_output()
    return house


def test_a_million_items_of_nothing_are_no_frame():
    """They would take hundreds of megabytes to read."""
    at_most = frames.encode(Frame(frames.STEP, 0, 0, (Item(frames.CLOSE, 7),) * frames.MAX_ITEMS))
    assert len(frames.decode(at_most, frames.LENGTH_BYTES).items) == frames.MAX_ITEMS
    more = frames.encode(Frame(frames.STEP, 0, 0, (Item(frames.CLOSE, 7),) * (frames.MAX_ITEMS + 1)))
    with pytest.raises(BadFrame):
        frames.decode(more, frames.LENGTH_BYTES)


def test_what_it_says_of_itself_can_be_written_anywhere():
    told = testimony.Testimony()
    words = {"type": "\x1b[2J", "message": "\ud800\0\x07", "line": 10**300, "file": ["main.py"], "module": {}}
    told.hear(Item(frames.ERROR, 0, json.dumps(words).encode()), 0)
    told.hear(Item(frames.ERROR, 0, b"[" * 90_000), 0)
    first, second = told.errors
    assert (first.type, first.message) == ("␛[2J", "?␀␇")
    assert (first.line, first.file, first.module) == (None, None, None)
    assert second.message == ""


def test_control_characters_in_topics_are_shown_and_not_obeyed(house):
    house.receive(1, publish(f"{BASE}/\x1b[2J", b"x"))
    (event,) = house.trace.events_of("mqtt.published")
    assert event.value["topic"] == "␛[2J"


def test_a_flood_ends_the_run_when_the_broker_ends_the_connection(house):
    assert not house.overrun
    for _ in range(10_000):
        house.receive(1, publish(f"{BASE}/x", b"x"))
    assert house.overrun
    assert house.trace.events_of("mqtt.disconnected")[-1].value["detail"] == "message_rate"


def test_what_it_does_at_the_broker_is_bounded_however_slowly_it_does_it(house, monkeypatch):
    monkeypatch.setattr(graded_house, "MOST_EVENTS", 1_000)
    for number in range(10):
        house.run_until(number * 2_000)
        for _ in range(200):
            house.open(2, "localhost:1883")
            house.receive(2, connect("b"))
            house.close(2)
    assert house.overrun
    assert len(house.trace.events_of("mqtt.connected")) <= 1_000


def test_one_message_for_everybody_takes_little_memory(house):
    """Fifty connections that hear everything and read nothing."""
    for number in range(2, 52):
        house.open(number, "localhost:1883")
        house.receive(number, connect(f"client-{number}"))
        house.receive(number, encode(Subscribe(1, ((f"{BASE}/#", SubscriptionOptions(0)),))))
    house.take_output()
    for _ in range(20):
        house.receive(1, publish(f"{BASE}/x", bytes(MEGABYTE // 2)))
    waiting = sum(len(item.body) for item in house.take_output())
    assert waiting <= 100 * MEGABYTE
