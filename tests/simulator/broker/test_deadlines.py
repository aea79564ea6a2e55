"""Deadlines, against the simplest thing that could work."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from simulator.broker.deadlines import Deadlines


@dataclass(frozen=True)
class Key:
    number: int


actions = st.lists(st.tuples(st.integers(0, 4), st.one_of(st.none(), st.integers(0, 20))), max_size=30)


@given(actions, st.integers(0, 20))
def test_keys_come_due_in_order_of_time_then_number(actions: list[tuple[int, int | None]], now: int) -> None:
    deadlines = Deadlines()
    expected: dict[int, int] = {}
    for number, at in actions:
        if at is None:
            deadlines.clear(Key(number))
            expected.pop(number, None)
        else:
            deadlines.set(Key(number), at)
            expected[number] = at
        assert deadlines.next_ms() == min(expected.values(), default=None)
    taken = []
    while (key := deadlines.take(now)) is not None:
        taken.append(key.number)
    due = sorted((at, number) for number, at in expected.items() if at <= now)
    assert taken == [number for _, number in due]


def test_keys_that_are_gone_take_no_memory() -> None:
    deadlines = Deadlines()
    for number in range(10_000):
        deadlines.set(Key(number), 60_000)
        deadlines.clear(Key(number))
    assert len(deadlines._heap) < 100


def test_the_time_to_wake_is_never_too_late_and_looking_corrects_it() -> None:
    deadlines, first, second = Deadlines(), Key(1), Key(2)
    assert deadlines.wake_ms() is None
    deadlines.set(first, 100)
    deadlines.set(second, 300)
    deadlines.set(first, 200)
    assert deadlines.wake_ms() == 100, "cheap, and too early"
    assert deadlines.take(100) is None
    assert deadlines.wake_ms() == 200
