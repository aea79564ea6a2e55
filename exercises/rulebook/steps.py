"""Arithmetic with signals: each function takes step functions of time and gives one, exact at every instant.

What is no number (a state such as "ON", or a value that nobody has told yet) is None in the result. A window
that ends at t is (t - length, t]: what ended, or happened, just `length` ago is no longer in it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, chain, pairwise
from math import inf
from operator import ge, le
from typing import Any

from simulator.signal import Signal

Number = int | float

_MILLION = 1_000_000
"""Results are rounded to millionths, so that 20.3 - 20.0 is no more than 0.3."""


def numbers(signal: Signal) -> list[Any]:
    """The signal's values, with None for what is no number; true and false are none."""
    return [value if value.__class__ in (float, int) else None for value in signal.values]


def mapped(signal: Signal, function: Callable[[Any], Any]) -> Signal:
    """`function` of every value."""
    return Signal(zip(signal.times, map(function, signal.values), strict=True))


def scaled(signal: Signal, factor: float, plus: float = 0.0) -> Signal:
    """`factor` times the signal, and `plus` added."""
    of_million, plus_of_million = factor * _MILLION, plus * _MILLION
    values = [
        None if value is None else round(value * of_million + plus_of_million) / _MILLION
        for value in numbers(signal)
    ]
    return Signal(zip(signal.times, values, strict=True))


def combined(signals: Sequence[Signal], function: Callable[..., Number]) -> Signal:
    """`function` of the signals' values, each an argument; None while one of them is none."""
    # Where several change at once an instant comes several times, each time with the same values.
    times = sorted(chain.from_iterable(signal.times for signal in signals))
    columns = [_sampled(signal, times) for signal in signals]
    # Most signals are known from some moment on for good; only before it every row has to be looked at.
    known = max(len(column) - column[::-1].index(None) if None in column else 0 for column in columns)
    rows = zip(*(column[:known] for column in columns), strict=True)
    early = [None if None in row else _rounded(function(*row)) for row in rows]
    later = map(function, *(column[known:] for column in columns))
    return Signal(zip(times, [*early, *(round(each * _MILLION) / _MILLION for each in later)], strict=True))


def _rounded(number: Number) -> Number:
    return round(number * _MILLION) / _MILLION


def _sampled(signal: Signal, times: Iterable[int]) -> list[Any]:
    """The numbers of a signal at instants in order, among which are all its changes."""
    changes = dict(zip(signal.times, numbers(signal), strict=True))
    now = None
    return [now := changes.get(at_ms, now) for at_ms in times]


def delayed(signal: Signal, by_ms: int) -> Signal:
    """What the signal was `by_ms` ago."""
    return Signal(zip([at_ms + by_ms for at_ms in signal.times], signal.values, strict=True))


def largest_within(signal: Signal, window_ms: int) -> Signal:
    """The largest value that was in force in the window."""
    return _extreme(signal, window_ms, le)


def smallest_within(signal: Signal, window_ms: int) -> Signal:
    """The smallest value that was in force in the window."""
    return _extreme(signal, window_ms, ge)


def _extreme(signal: Signal, window_ms: int, gives_way: Callable[[Any, Any], bool]) -> Signal:
    """Lemire's streaming extremum, with a monotonic queue of values and when each leaves the window."""
    queue: deque[tuple[Number, float]] = deque()
    steps: list[tuple[int, Number | None]] = []
    ends = [*signal.times[1:], inf]
    # Not strict: a signal that never spoke has an end, but no value.
    for start, end, number in zip(signal.times, ends, numbers(signal), strict=False):
        while queue and queue[0][1] <= start:
            left_ms = int(queue.popleft()[1])
            steps.append((left_ms, queue[0][0] if queue else None))
        if number is not None:
            while queue and gives_way(queue[-1][0], number):
                queue.pop()
            queue.append((number, end + window_ms))
        steps.append((start, queue[0][0] if queue else None))
    lasting = [*queue]
    steps.extend((int(before[1]), after[0]) for before, after in pairwise(lasting))
    if lasting and lasting[-1][1] < inf:
        steps.append((int(lasting[-1][1]), None))
    return Signal(steps)


def count(times: Iterable[int]) -> Signal:
    """How many of the moments have come; 0 from the start of the run."""
    return Signal([(0, 0), *((at_ms, number) for number, at_ms in enumerate(times, start=1))])


def count_within(times: Sequence[int], window_ms: int) -> Signal:
    """How many of the moments, which are in order, lie in the window."""
    # Twice the time, and one more for what comes: numbers are sorted sooner than pairs.
    steps = sorted([2 * at_ms + 1 for at_ms in times] + [2 * (at_ms + window_ms) for at_ms in times])
    levels = accumulate([1 if step & 1 else -1 for step in steps], initial=0)
    return Signal(zip([0, *(step >> 1 for step in steps)], levels, strict=True))


def integral(signal: Signal, unit_ms: int, every_ms: int, end_ms: int) -> Signal:
    """Value times time so far, in units of `unit_ms`, told every `every_ms`; no number adds nothing."""
    area = Area(signal)
    grid = range(0, end_ms + 1, every_ms)
    return Signal([(at_ms, round(area.until(at_ms) / unit_ms * _MILLION) / _MILLION) for at_ms in grid])


def mean_within(signal: Signal, window_ms: int, every_ms: int, end_ms: int) -> Signal:
    """The mean over that part of the window in which the signal was a number, told every `every_ms`.

    At the start of a run the window is as short as the run.
    """
    area = Area(signal)
    grid = range(0, end_ms + 1, every_ms)
    return Signal([(at_ms, area.mean(max(0, at_ms - window_ms), at_ms)) for at_ms in grid])


class Area:
    """The integral over time of a signal, for any span: value times milliseconds."""

    def __init__(self, signal: Signal) -> None:
        self._times = signal.times
        self._numbers = numbers(signal)
        lengths = [end - start for start, end in pairwise(signal.times)]
        parts = zip(self._numbers, lengths, strict=False)
        self._areas = [0, *accumulate([0 if number is None else number * ms for number, ms in parts])]
        known = zip(self._numbers, lengths, strict=False)
        self._known = [0, *accumulate([0 if number is None else ms for number, ms in known])]

    def until(self, at_ms: int) -> float:
        """The area from the start of the run; what is no number adds nothing."""
        index = bisect_right(self._times, at_ms) - 1
        if index < 0:
            return 0.0
        return self._areas[index] + (self._numbers[index] or 0) * (at_ms - self._times[index])

    def known_until(self, at_ms: int) -> int:
        """For how many milliseconds since the start of the run the signal was a number."""
        index = bisect_right(self._times, at_ms) - 1
        if index < 0:
            return 0
        is_known = self._numbers[index] is not None
        return self._known[index] + (at_ms - self._times[index] if is_known else 0)

    def mean(self, from_ms: int, to_ms: int) -> float | None:
        """The mean from one moment to another, weighted by time; None where nothing was known."""
        known_ms = self.known_until(to_ms) - self.known_until(from_ms)
        if not known_ms:
            return None
        return round((self.until(to_ms) - self.until(from_ms)) / known_ms * _MILLION) / _MILLION
