"""In a live house a program's waits end when the clock of the house says so, and bytes reach it at any time."""

from __future__ import annotations

import heapq

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.lockstep.conductor import INTERRUPT
from exercises.lockstep.guest import frames
from exercises.lockstep.guest.frames import Frame, Item
from exercises.lockstep.live_conductor import LATE_MS, LiveConductor

SECOND = 1_000_000_000
BEGUN_MS = 8 * 3_600_000


class Clock:
    """A clock of a house that goes on when it is told to."""

    def __init__(self) -> None:
        self.now_ms = BEGUN_MS
        self.calendar = []

    def at(self, at_ms, task):
        assert at_ms >= self.now_ms, "nothing can be asked for in the past"
        heapq.heappush(self.calendar, (at_ms, len(self.calendar), task))

    def go_on(self, ms):
        until_ms = self.now_ms + ms
        while self.calendar and self.calendar[0][0] <= until_ms:
            self.now_ms, _, task = heapq.heappop(self.calendar)
            task()
        self.now_ms = until_ms


class Table:
    """A stage that notes what the program does, and from which things can be given to it."""

    def __init__(self, clock):
        self._clock = clock
        self.done = []
        self.output = []
        self.due_ms = None
        self.wake = None

    def listen(self, wake):
        self.wake = wake

    @property
    def now_ms(self):
        return self._clock.now_ms

    def open(self, connection, target):
        self.done.append(("open", connection, target))

    def receive(self, connection, data):
        self.done.append(("receive", connection, data))

    def close(self, connection):
        self.done.append(("close", connection))

    def close_all(self):
        self.done.append(("close all",))

    def next_due_ms(self):
        return self.due_ms

    def take_output(self):
        output, self.output = self.output, []
        return output

    def give(self, data):
        self.output.append(Item(frames.DATA, 1, data))
        self.wake()


class Room:
    """A conductor with everything around it in the test's hand; what is `soon` happens at once."""

    def __init__(self, speed=1.0):
        self.clock = Clock()
        self.stage = Table(self.clock)
        self.answers = []
        self.endings = []
        self.conductor = LiveConductor(
            self.stage,
            self.clock,
            speed=lambda: speed,
            soon=lambda call: call(),
            send=self.answers.append,
            ended=self.endings.append,
        )

    def say(self, *frames_said):
        for each in frames_said:
            self.conductor.hear(frames.encode(each))

    def take(self):
        answers = self.answers.copy()
        self.answers.clear()
        return answers


def granted(seconds, *items):
    return [Frame(frames.GRANT, round(seconds * SECOND), round(seconds * SECOND), tuple(items))]


def test_a_wait_ends_when_the_house_has_come_that_far_and_at_that_very_moment():
    room = Room()
    room.say(Frame(frames.STEP, 0, 60 * SECOND))
    room.clock.go_on(59_999)
    assert room.take() == []
    room.clock.go_on(5)
    assert room.take() == granted(60), "a little late, and its clock shows the minute all the same"


def test_a_moment_between_two_milliseconds_comes_with_the_first_of_them():
    room = Room()
    room.say(Frame(frames.STEP, 0, 5_000_600_000))
    room.clock.go_on(5_000)
    assert room.take() == granted(5.0006)
    room.say(Frame(frames.STEP, 5_000_600_000, 5_000_700_000))
    assert room.take() == granted(5.0007)


def test_no_grant_reaches_beyond_its_moment_since_anybody_may_act():
    room = Room()
    room.say(Frame(frames.STEP, 0, 5 * SECOND))
    room.clock.go_on(5_000)
    (answer,) = room.take()
    assert answer.horizon_ns == answer.now_ns


def test_bytes_reach_a_waiting_program_at_once_and_tell_it_the_time():
    room = Room()
    room.say(Frame(frames.STEP, 0, frames.NEVER))
    room.clock.go_on(1_234)
    room.stage.give(b"ding")
    assert room.take() == granted(1.234, Item(frames.DATA, 1, b"ding"))


def test_bytes_for_a_program_that_computes_wait_until_it_waits():
    room = Room()
    room.stage.give(b"ding")
    assert room.take() == []
    room.say(Frame(frames.STEP, 0, frames.NEVER))
    assert room.take() == granted(0, Item(frames.DATA, 1, b"ding"))


def test_a_program_that_is_a_little_late_misses_none_of_its_moments():
    room = Room(speed=100)
    room.clock.go_on(LATE_MS * 100)
    room.say(Frame(frames.STEP, 0, SECOND))
    assert room.take() == granted(1)
    room.say(Frame(frames.STEP, SECOND, 3 * SECOND))
    assert room.take() == []


def test_a_program_that_is_too_late_wakes_up_in_the_present():
    room = Room(speed=1)
    room.clock.go_on(10_000)
    room.say(Frame(frames.STEP, 0, SECOND))
    assert room.take() == granted(10), "as after a long computation on any machine"


def test_a_clock_of_the_house_that_is_set_back_does_not_set_back_the_program():
    room = Room()
    room.say(Frame(frames.STEP, 0, frames.NEVER))
    room.clock.go_on(500)
    room.stage.give(b"ding")
    room.take()
    room.clock.now_ms -= 200
    room.say(Frame(frames.STEP, SECOND // 2, frames.NEVER))
    room.stage.give(b"dong")
    assert room.take() == granted(0.5, Item(frames.DATA, 1, b"dong"))


def test_the_program_s_silence_is_looked_after_by_the_clock_of_the_house():
    room = Room()
    looks = []
    room.stage.take_output = lambda: looks.append(room.clock.now_ms) or []
    room.stage.due_ms = BEGUN_MS + 7_000
    room.say(Frame(frames.STEP, 0, frames.NEVER))
    room.stage.due_ms = None
    room.clock.go_on(7_000)
    assert looks[-1] == BEGUN_MS + 7_000


def test_a_program_that_waits_for_ever_costs_the_house_an_entry_a_minute():
    room = Room()
    room.say(Frame(frames.STEP, 0, frames.NEVER))
    room.clock.go_on(3_600_000)
    assert len(room.clock.calendar) == 1
    assert room.take() == []


def test_what_the_program_does_is_done_and_its_end_told():
    room = Room()
    opened, said = Item(frames.OPEN, 1, b"localhost:1883"), Item(frames.DATA, 1, b"hello")
    room.say(Frame(frames.STEP, 0, 0, (opened, said)))
    room.say(Frame(frames.FINAL, 0, items=(Item(frames.ENDING, 0, b'{"how": "exited", "code": 3}'),)))
    assert room.stage.done == [("open", 1, "localhost:1883"), ("receive", 1, b"hello"), ("close all",)]
    ((how, exit_code),) = [(ending.how, ending.exit_code) for ending in room.endings]
    assert (how, exit_code) == ("ended", 3)


def test_control_c_reaches_a_program_when_it_waits():
    room = Room()
    room.conductor.interrupt()
    assert room.take() == []
    room.say(Frame(frames.STEP, 0, frames.NEVER))
    assert room.take() == granted(0, INTERRUPT)
    room.say(Frame(frames.FINAL, 0))
    assert [ending.how for ending in room.endings] == ["interrupted"]


@pytest.mark.parametrize(
    "said",
    [
        [Frame(frames.STEP, 1, 5 * SECOND)],
        [Frame(frames.STEP, 0, 5 * SECOND), Frame(frames.STEP, 0, 6 * SECOND)],
        [Frame(frames.GRANT, 0, SECOND)],
        [Frame(99, 0, SECOND)],
        [Frame(frames.STEP, 0, SECOND, (Item(frames.CLOSE, 1),) * (frames.MAX_ITEMS + 1))],
    ],
)
def test_what_no_guest_says_ends_the_run(said):
    room = Room()
    room.say(*said)
    assert [ending.how for ending in room.endings] == ["broken"]
    room.conductor.hang_up()
    assert len(room.endings) == 1, "an end is told once"


@given(data=st.binary(max_size=200), cut=st.integers(1, 50))
def test_any_bytes_split_anywhere_break_nothing_but_the_run(data, cut):
    room = Room()
    for at in range(0, len(data), cut):
        room.conductor.hear(data[at : at + cut])
    room.conductor.hang_up()
    assert [ending.how for ending in room.endings] in (["broken"], ["stopped"], ["ended"])
