"""One path of a trace as a function of time."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import compress, islice
from operator import eq, ne
from typing import Any


class Signal:
    """A value that changes at instants and stays in between; at the instant of a change it is already new.

    Before the first event the value is None. Times are simulated milliseconds.
    """

    def __init__(self, events: Iterable[tuple[int, Any]] = ()) -> None:
        pairs = list(events)
        self._set([at_ms for at_ms, _ in pairs], [value for _, value in pairs])

    @classmethod
    def of_columns(cls, times: list[int], values: list[Any]) -> Signal:
        """The signal of events whose times, which are in order, and values stand in two lists."""
        signal = cls.__new__(cls)
        signal._set(times, values)
        return signal

    def _set(self, times: list[int], values: list[Any]) -> None:
        # Traces are long: whole columns are compared at once, and not value by value.
        if any(map(eq, times, islice(times, 1, None))):
            is_last = [*map(ne, times, islice(times, 1, None)), True]
            times, values = list(compress(times, is_last)), list(compress(values, is_last))
        kinds = set(map(type, values))
        differ = _differ if bool in kinds and kinds & {int, float} else ne
        is_new = [True, *map(differ, islice(values, 1, None), values)]
        if not all(is_new):
            times, values = list(compress(times, is_new)), list(compress(values, is_new))
        self.times: list[int] = times
        self.values: list[Any] = values

    def at(self, at_ms: int) -> Any:
        """The value at an instant; None before the first event."""
        index = bisect_right(self.times, at_ms)
        return self.values[index - 1] if index else None

    def segments(self, until_ms: int) -> list[tuple[int, int, Any]]:
        """(from, to, value) stretches up to `until_ms`, to not included."""
        ends = [*self.times[1:], until_ms]
        # Not strict: of a signal that never spoke there are no stretches.
        stretches = zip(self.times, ends, self.values, strict=False)
        return [(start, min(end, until_ms), value) for start, end, value in stretches if start < until_ms]

    def between(self, from_ms: int, to_ms: int) -> list[tuple[int, Any]]:
        """(from, value) of each stretch in `[from_ms, to_ms)`, the first from its start at the earliest."""
        first = bisect_right(self.times, from_ms)
        last = bisect_left(self.times, to_ms)
        begun = (from_ms, self.values[first - 1] if first else None)
        return [begun, *zip(self.times[first:last], self.values[first:last], strict=True)]

    def rises(self, value: Any) -> list[int]:
        """The instants at which the signal became `value`."""
        return [at_ms for at_ms, now in zip(self.times, self.values, strict=True) if _same(now, value)]

    def falls(self, value: Any) -> list[int]:
        """The instants at which the signal stopped being `value`."""
        pairs = zip(self.times[1:], self.values, strict=False)
        return [at_ms for at_ms, before in pairs if _same(before, value)]


def _differ(one: Any, other: Any) -> bool:
    return not _same(one, other)


def _same(one: Any, other: Any) -> bool:
    """Equal, and of one kind: true is not 1 in a trace."""
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
