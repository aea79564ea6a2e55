"""Times in which something is so: `[from_ms, to_ms)` in order and apart from each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from simulator.signal import Signal

Interval = tuple[int, int]
"""`[from_ms, to_ms)`"""


@dataclass(frozen=True, slots=True)
class Stretches:
    """Many of them in two columns, so that questions about one moment take no longer on a long run."""

    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, intervals: Iterable[Interval]) -> Stretches:
        """Those intervals, which are in order and apart."""
        pairs = list(intervals)
        return cls([start for start, _ in pairs], [end for _, end in pairs])

    @classmethod
    def while_it_is(cls, value: object, signal: Signal, end_ms: int) -> Stretches:
        """The times before `end_ms` in which the signal is that very object: True, False, or None."""
        last = bisect_left(signal.times, end_ms)
        begins, values = signal.times[:last], signal.values[:last]
        starts = [start for start, now in zip(begins, values, strict=True) if now is value]
        ends = [end for end, now in zip([*begins[1:], end_ms], values, strict=False) if now is value]
        return cls(starts, ends)

    def __iter__(self) -> Iterator[Interval]:
        return zip(self.starts, self.ends, strict=True)

    def within(self, window: Interval) -> list[Interval]:
        """Those parts that lie in the window."""
        start, end = window
        if start >= end:
            return []
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        inside = list(zip(self.starts[first:last], self.ends[first:last], strict=True))
        if inside:
            inside[0] = (max(inside[0][0], start), inside[0][1])
            inside[-1] = (inside[-1][0], min(inside[-1][1], end))
        return inside

    def covers(self, window: Interval) -> bool:
        """Whether one of them holds all of the window."""
        index = bisect_right(self.ends, window[0])
        return index < len(self.starts) and self.starts[index] <= window[0] and window[1] <= self.ends[index]

    def gaps(self, window: Interval) -> list[Interval]:
        """The parts of the window that they leave free."""
        inside = self.within(window)
        starts = [window[0], *(end for _, end in inside)]
        ends = [*(start for start, _ in inside), window[1]]
        return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]

    def first_instant(self, from_ms: int) -> int | None:
        """The first moment from then on that lies in one of them."""
        index = bisect_right(self.ends, from_ms)
        return max(from_ms, self.starts[index]) if index < len(self.starts) else None

    def last_instant(self, until_ms: int) -> int | None:
        """The last moment up to then, then included, that lies in one of them."""
        index = bisect_right(self.starts, until_ms)
        return min(until_ms, self.ends[index - 1] - 1) if index else None


def merged(intervals: Iterable[Interval]) -> list[Interval]:
    """The same time in intervals that lie apart, in order; empty ones are left out."""
    apart: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if apart and start <= apart[-1][1]:
            apart[-1] = (apart[-1][0], max(apart[-1][1], end))
        else:
            apart.append((start, end))
    return apart


def common(one: Iterable[Interval], other: Iterable[Interval]) -> list[Interval]:
    """The time that both have."""
    stretches = Stretches.of(other)
    return [part for window in one for part in stretches.within(window)]


def moments_in(times: Sequence[int], window: Interval) -> Sequence[int]:
    """Those of the moments, which are in order, that lie in the window."""
    return times[bisect_left(times, window[0]) : bisect_left(times, window[1])]


def length_of(intervals: Iterable[Interval]) -> int:
    """All their time together, in ms."""
    return sum(end - start for start, end in intervals)


def longest(intervals: Iterable[Interval]) -> Interval:
    """The first of the longest."""
    return max(intervals, key=lambda each: (each[1] - each[0], -each[0]))
