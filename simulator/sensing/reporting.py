"""When Zigbee tells a value."""

from __future__ import annotations

import math
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


class Agenda(NamedTuple):
    """What is to be told now, and when something is due at the latest or may be told at last."""

    due: list[str]
    next_ms: float


def agenda(
    watched: Iterable[Watched], now_ms: int, told_ms: Mapping[str, int], told: Values, values: Values
) -> Agenda:
    """Due is a value if Δt ≥ max, or if Δt ≥ min and it moved by the reportable change.

    Asked by every device that looks: one loop without calls.
    """
    due = []
    next_ms = math.inf
    for name, min_ms, max_ms, change in watched:
        before, now, passed_ms = told[name], values[name], now_ms - told_ms[name]
        wait_ms = max_ms - passed_ms
        if wait_ms > 0 and before != now:
            moved = (
                abs(now - before) >= change
                if change and isinstance(before, (float, int)) and isinstance(now, (float, int))
                else True
            )
            if moved:
                wait_ms = min(wait_ms, min_ms - passed_ms)
        if wait_ms <= 0:
            due.append(name)
        elif now_ms + wait_ms < next_ms:
            next_ms = now_ms + wait_ms
    return Agenda(due, next_ms)
