"""Times in which something is so: lists of `[from_ms, to_ms)` in order and apart from each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

Interval = tuple[int, int]
"""`[from_ms, to_ms)`"""


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


def clipped(intervals: Sequence[Interval], window: Interval) -> list[Interval]:
    """Those parts that lie in the window."""
    start, end = window
    first = bisect_right(intervals, start, key=_end)
    last = bisect_left(intervals, end, key=_start)
    return [(max(each[0], start), min(each[1], end)) for each in intervals[first:last] if start < end]


def common(one: Sequence[Interval], other: Sequence[Interval]) -> list[Interval]:
    """The time that both have."""
    return [part for window in one for part in clipped(other, window)]


def gaps(intervals: Sequence[Interval], window: Interval) -> list[Interval]:
    """The parts of the window that the intervals leave free."""
    inside = clipped(intervals, window)
    starts = [window[0], *(end for _, end in inside)]
    ends = [*(start for start, _ in inside), window[1]]
    return [(start, end) for start, end in zip(starts, ends, strict=True) if start < end]


def moments_in(times: Sequence[int], window: Interval) -> Sequence[int]:
    """Those of the moments, which are in order, that lie in the window."""
    return times[bisect_left(times, window[0]) : bisect_left(times, window[1])]


def first_instant(intervals: Sequence[Interval], from_ms: int) -> int | None:
    """The first moment from then on that lies in one of them."""
    index = bisect_right(intervals, from_ms, key=_end)
    return max(from_ms, intervals[index][0]) if index < len(intervals) else None


def last_instant(intervals: Sequence[Interval], until_ms: int) -> int | None:
    """The last moment up to then, then included, that lies in one of them."""
    index = bisect_right(intervals, until_ms, key=_start)
    return min(until_ms, intervals[index - 1][1] - 1) if index else None


def length_of(intervals: Iterable[Interval]) -> int:
    """All their time together, in ms."""
    return sum(end - start for start, end in intervals)


def longest(intervals: Iterable[Interval]) -> Interval:
    """The first of the longest."""
    return max(intervals, key=lambda each: (each[1] - each[0], -each[0]))


def _start(interval: Interval) -> int:
    return interval[0]


def _end(interval: Interval) -> int:
    return interval[1]
