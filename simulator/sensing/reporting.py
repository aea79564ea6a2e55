"""When Zigbee tells a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from devices.device import Values
from devices.property import Reporting


class Watched(NamedTuple):
    """A value that is told for its own sake, and when; see `Reporting`."""

    name: str
    min_ms: float
    max_ms: float
    change: float

    @classmethod
    def of(cls, name: str, reporting: Reporting) -> Watched:
        """The value of that name with its reporting."""
        # A hair's breadth of tolerance, so that 0.1 + 0.2 counts as 0.3.
        tolerant = reporting.change - 1e-9 if reporting.change > 0 else 0.0
        return cls(name, reporting.min_s * 1000, reporting.max_s * 1000, tolerant)


def names_due(
    watched: Iterable[Watched], now_ms: int, told_ms: Mapping[str, int], told: Values, values: Values
) -> list[str]:
    """What is to be told now: if Δt ≥ max, or if Δt ≥ min and the value moved by the reportable change.

    Every device asks this each minute: one loop without calls.
    """
    due = []
    for name, min_ms, max_ms, change in watched:
        before, now, passed_ms = told[name], values[name], now_ms - told_ms[name]
        if passed_ms >= max_ms:
            due.append(name)
        elif before != now and passed_ms >= min_ms:
            if change and isinstance(before, (float, int)) and isinstance(now, (float, int)):
                if abs(now - before) >= change:
                    due.append(name)
            else:
                due.append(name)
    return due
