"""The conductor believes nothing that a program says: only times within its grant, and only in its frames."""

from __future__ import annotations

import json
import socket
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.lockstep import conductor, connections, graded_house, testimony
from exercises.lockstep.conductor import Conductor, Conversation
from exercises.lockstep.graded_house import GradedHouse
from exercises.lockstep.guest import frames
from exercises.lockstep.guest.frames import Frame, Item
from exercises.lockstep.testimony import Waiting
from simulator.scenario import load_scenario

SECOND = 1_000_000_000
MINUTE_MS = 60_000


def converse(
    *said: Frame | bytes, end_ms: int = MINUTE_MS, interrupt_ms: int | None = None
) -> tuple[Conversation, list[Frame], GradedHouse]:
    """What the conductor makes of a guest that says all this and hangs up, and what it answers."""
    house = GradedHouse(load_scenario("corridor-day"), "lab/demo")
    ours, theirs = socket.socketpair()
    with ours, theirs:
        for each in said:
            theirs.sendall(each if isinstance(each, bytes) else frames.encode(each))
        theirs.shutdown(socket.SHUT_WR)
        conversation = Conductor(house, ours, end_ms=end_ms, interrupt_ms=interrupt_ms).run()
        ours.shutdown(socket.SHUT_WR)
        answers = theirs.makefile("rb").read()
    return conversation, list(_frames(answers)), house


def _frames(data: bytes):
    while data:
        size = frames.LENGTH_BYTES + frames.frame_size(data[: frames.LENGTH_BYTES])
        yield frames.decode(data[frames.LENGTH_BYTES : size])
        data = data[size:]


def test_a_guest_that_waits_is_given_the_time_it_waits_for():
    _, (answer,), _ = converse(Frame(frames.STEP, 0, 5 * SECOND))
    assert (answer.kind, answer.now_ns) == (frames.GRANT, 5 * SECOND)


def test_a_lease_ends_on_the_grid_and_before_anything_is_due():
    _, (answer,), _ = converse(Frame(frames.STEP, 0, SECOND // 2))
    assert answer.horizon_ns % SECOND == 0 or answer.horizon_ns == answer.now_ns


CONNECTED = (Item(frames.OPEN, 1, b"localhost:1883"),)


def test_a_guest_that_waits_for_messages_hears_when_the_day_is_over():
    conversation, answers, house = converse(
        Frame(frames.STEP, 0, 59 * SECOND), Frame(frames.STEP, 59 * SECOND, 999 * SECOND)
    )
    assert answers[-1].kind == frames.STOP
    assert conversation.how == "day_over"
    assert house.now_ms == MINUTE_MS


def test_a_guest_that_waits_for_what_cannot_come_is_asked_what_it_waits_for():
    waiting = Item(
        frames.WAITING, 0, b'[{"thread": "worker", "file": "a.py", "line": 3, "text": "lock.acquire()"}]'
    )
    conversation, (answer,), house = converse(
        Frame(frames.STEP, 0, frames.NEVER), Frame(frames.FINAL, 0, items=(waiting,))
    )
    assert answer.kind == frames.STUCK
    assert conversation.how == "deadlock"
    assert conversation.testimony.waiting == (Waiting("worker", "a.py", 3, "lock.acquire()"),)
    assert house.now_ms == MINUTE_MS


def test_a_connection_may_still_bring_something():
    assert converse(Frame(frames.STEP, 0, frames.NEVER, CONNECTED))[1][0].kind != frames.STUCK


def test_ctrl_c_comes_at_its_time_and_is_no_deadlock():
    conversation, answers, _ = converse(
        Frame(frames.STEP, 0, frames.NEVER), Frame(frames.FINAL, 7 * SECOND), interrupt_ms=7000
    )
    assert answers == [Frame(frames.GRANT, 7 * SECOND, answers[0].horizon_ns, (conductor.INTERRUPT,))]
    assert (conversation.how, conversation.at_ms) == ("interrupted", 7000)


def test_the_house_finishes_its_day_when_the_program_has_ended():
    conversation, _, house = converse(
        Frame(frames.FINAL, 0, items=(Item(frames.ENDING, 0, b'{"how": "exited", "code": 3}'),))
    )
    assert (conversation.how, conversation.exit_code) == ("ended", 3)
    assert house.now_ms == MINUTE_MS


@pytest.mark.parametrize(
    "said",
    [
        [Frame(frames.STEP, 7 * SECOND, 9 * SECOND)],
        [Frame(frames.STEP, 0, 5 * SECOND), Frame(frames.STEP, 4 * SECOND, 6 * SECOND)],
        [Frame(frames.STEP, 0, 5 * SECOND), Frame(frames.STEP, 61 * SECOND, 65 * SECOND)],
        [Frame(frames.STEP, 0, 5 * SECOND), Frame(frames.STEP, 5 * SECOND, 3 * SECOND)],
        [Frame(frames.GRANT, 0, SECOND)],
        [Frame(99, 0, SECOND)],
        [struct.pack("<I", 2**31) + b"x"],
        [struct.pack("<I", 3) + b"xxx"],
        [struct.pack("<I", 21) + struct.pack("<BQQI", frames.STEP, 0, 0, 5)],
    ],
    ids=[
        "beyond the grant",
        "back",
        "far ahead",
        "horizon in the past",
        "our own words",
        "no kind",
        "huge",
        "tiny",
        "cut",
    ],
)
def test_what_no_guest_says_ends_the_run(said):
    conversation, _, house = converse(*said)
    assert conversation.how == "broken"
    assert house.now_ms == MINUTE_MS


@pytest.mark.parametrize("said", [b"", b"\x10\x00", frames.encode(Frame(frames.STEP, 0))[:10]])
def test_a_guest_that_hangs_up_has_stopped(said):
    assert converse(said)[0].how == "stopped"


@given(st.binary(max_size=200))
def test_no_bytes_upset_the_conductor(said):
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(said)
        theirs.shutdown(socket.SHUT_WR)
        house = GradedHouse(load_scenario("corridor-day"), "lab/demo")
        assert Conductor(house, ours, end_ms=1000).run().how in ("broken", "stopped")


@given(
    st.builds(
        Frame,
        st.integers(0, 255),
        st.integers(0, 2**64 - 1),
        st.integers(0, 2**64 - 1),
        st.lists(st.builds(Item, st.integers(0, 255), st.integers(0, 2**32 - 1), st.binary())).map(tuple),
    )
)
def test_a_frame_is_read_as_it_was_written(frame):
    data = frames.encode(frame)
    assert frames.frame_size(data[: frames.LENGTH_BYTES]) == len(data) - frames.LENGTH_BYTES
    assert frames.decode(data[frames.LENGTH_BYTES :]) == frame


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"[1]",
        b'{"line": "x", "type": 5}',
        b"[" * 90_000,
        json.dumps({"type": "x" * 120_000}).encode(),
    ],
)
def test_an_error_that_is_told_badly_is_still_an_error(body):
    conversation, _, _ = converse(Frame(frames.FINAL, 0, items=(Item(frames.ERROR, 0, body),)))
    assert len(conversation.errors) == 1
    assert len(conversation.errors[0].type) < 100_000


def test_errors_without_end_are_not_kept():
    many = tuple(Item(frames.ERROR, 0, b"{}") for _ in range(1000))
    assert len(converse(Frame(frames.FINAL, 0, items=many))[0].errors) == 20


def test_connections_without_end_are_closed_as_they_come():
    many = tuple(Item(frames.OPEN, number, b"localhost:1883") for number in range(1, 502))
    _, answers, _ = converse(Frame(frames.STEP, 0, SECOND, many))
    closed = [item for item in answers[0].items if item.kind == frames.CLOSE]
    assert len(closed) == 501 - connections.MOST_CONNECTIONS


def test_more_messages_than_any_exercise_needs_end_the_run(monkeypatch):
    monkeypatch.setattr(graded_house, "MOST_EVENTS", 10)
    connect = b"\x10\x0c\x00\x04MQTT\x04\x02\x00\x3c\x00\x00"
    publish = b"\x30\x0d\x00\x0alab/demo/xy"
    said = (Item(frames.OPEN, 1, b"localhost:1883"), Item(frames.DATA, 1, connect + publish * 50))
    conversation, _, house = converse(Frame(frames.STEP, 0, SECOND, said))
    assert conversation.how == "flood"
    assert len(house.trace.events_of("mqtt.published")) < 10, "what came after was not even written down"


@given(
    st.sampled_from([frames.ERROR, frames.ENDING, frames.WAITING, 99]),
    st.one_of(st.binary(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(json.dumps)),
)
def test_nothing_that_a_program_says_of_itself_upsets_the_conductor(kind, body):
    said = testimony.Testimony()
    said.hear(Item(kind, 0, body if isinstance(body, bytes) else body.encode()), now_ms=1000)
    assert all(0 <= error.at_ms <= 1000 for error in said.errors)


def test_an_error_cannot_be_dated_into_the_future():
    body = json.dumps({"at_ns": 5 * MINUTE_MS * 1_000_000}).encode()
    (error,) = converse(Frame(frames.FINAL, 0, items=(Item(frames.ERROR, 0, body),)))[0].errors
    assert error.at_ms == 0
