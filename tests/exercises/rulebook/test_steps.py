"""Arithmetic with signals, against the plain definition at every instant."""

import operator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rulebook import steps
from simulator.signal import Signal

END_MS = 60

moments = st.lists(st.integers(0, 40), max_size=12).map(sorted)
values = st.one_of(st.none(), st.integers(-5, 5), st.sampled_from(["ON", True, 0.5, 0.1, 0.2]))
signals = st.lists(st.tuples(st.integers(0, 40), values), max_size=12).map(
    lambda steps: Signal(sorted(steps, key=operator.itemgetter(0)))
)
windows = st.integers(1, 15)


def number_at(signal, at_ms):
    value = signal.at(at_ms)
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def same_everywhere(signal, definition):
    for at_ms in range(END_MS + 1):
        expected = definition(at_ms)
        found = signal.at(at_ms)
        assert found == expected or found == pytest.approx(expected, abs=1e-6), f"at {at_ms} ms"


def in_force(signal, at_ms, window_ms):
    """The numbers in force somewhere in (at - window, at]: what is so at the open end lasts into the window."""
    numbers = [number_at(signal, each) for each in range(at_ms - window_ms, at_ms + 1)]
    return [number for number in numbers if number is not None]


@given(signals, st.sampled_from([2, -0.5]), st.sampled_from([0, 3]))
def test_a_scaled_signal_is_scaled_at_every_instant(signal, factor, plus):
    def definition(at_ms):
        number = number_at(signal, at_ms)
        return None if number is None else number * factor + plus

    same_everywhere(steps.scaled(signal, factor, plus), definition)


@given(st.lists(signals, min_size=2, max_size=3), st.sampled_from([lambda *numbers: sum(numbers), max, min]))
def test_a_combination_is_that_of_the_numbers_of_the_instant(several, function):
    def definition(at_ms):
        row = [number_at(signal, at_ms) for signal in several]
        return None if None in row else function(*row)

    same_everywhere(steps.combined(several, function), definition)


def test_a_difference_of_decimal_fractions_is_what_a_person_would_write():
    warmer, colder = Signal([(0, 20.3)]), Signal([(0, 20.0)])
    assert steps.combined([warmer, colder], operator.sub).values == [0.3]


@given(signals, st.integers(0, 15))
def test_a_delayed_signal_is_what_it_was(signal, by_ms):
    same_everywhere(steps.delayed(signal, by_ms), lambda at_ms: signal.at(at_ms - by_ms))


@given(signals, windows)
def test_the_extremes_are_those_of_the_values_in_force_in_the_window(signal, window_ms):
    def extreme(pick):
        return lambda at_ms: pick(in_force(signal, at_ms, window_ms), default=None)

    same_everywhere(steps.largest_within(signal, window_ms), extreme(max))
    same_everywhere(steps.smallest_within(signal, window_ms), extreme(min))


@given(moments, windows)
def test_moments_are_counted_when_they_come_and_until_they_leave_the_window(times, window_ms):
    same_everywhere(steps.count(times), lambda at_ms: sum(time <= at_ms for time in times))
    same_everywhere(
        steps.count_within(times, window_ms),
        lambda at_ms: sum(at_ms - window_ms < time <= at_ms for time in times),
    )


@given(signals, st.integers(1, 7))
def test_an_integral_is_the_sum_over_milliseconds(signal, every_ms):
    found = steps.integral(signal, 10, every_ms, END_MS)
    for at_ms in range(0, END_MS + 1, every_ms):
        numbers = [number_at(signal, each) or 0 for each in range(at_ms)]
        assert found.at(at_ms) == pytest.approx(sum(numbers) / 10), f"at {at_ms} ms"


@given(signals, windows, st.integers(1, 7))
def test_a_mean_is_over_the_milliseconds_in_which_there_was_a_number(signal, window_ms, every_ms):
    found = steps.mean_within(signal, window_ms, every_ms, END_MS)
    for at_ms in range(0, END_MS + 1, every_ms):
        all_numbers = [number_at(signal, each) for each in range(at_ms - window_ms, at_ms)]
        numbers = [number for number in all_numbers if number is not None]
        expected = sum(numbers) / len(numbers) if numbers else None
        assert found.at(at_ms) == pytest.approx(expected, abs=1e-6), f"at {at_ms} ms"
