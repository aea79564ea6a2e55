"""How a circuit breaker takes an overload: the longer, the smaller it is (IEC 60898-1, type B)."""

from __future__ import annotations

_CARRIES_FOR_EVER = 1.13
"""Times its rating that it carries without tripping."""
_AN_HOUR_AT = 1.45
_AT_ONCE = 5.0
"""Where the magnet trips it."""
_STEEPNESS = 7.253
"""Between one hour at 1.45 times and one minute at 2.55 times its rating a straight line in logarithms."""
_COOLS_IN_S = 600.0


def trips_after_s(overload: float) -> float | None:
    """How long a cold breaker carries so many times its rating; None: for ever."""
    if overload <= _CARRIES_FOR_EVER:
        return None
    if overload >= _AT_ONCE:
        return 0.0
    return 3600.0 * float((_AN_HOUR_AT / overload) ** _STEEPNESS)


class Bimetal:
    """The warm part of a breaker; `warmth` is 0 when it is cold, and at 1 it trips."""

    def __init__(self) -> None:
        self.warmth = 0.0
        self._carries_s: float | None = None

    def carry(self, overload: float) -> float | None:
        """From now on it carries so many times its rating. Returns in how many seconds it trips, if ever."""
        self._carries_s = trips_after_s(overload)
        return None if self._carries_s is None else (1 - self.warmth) * self._carries_s

    def pass_time(self, seconds: float) -> None:
        """It warmed or cooled for so long."""
        if self._carries_s is None:
            self.warmth = max(0.0, self.warmth - seconds / _COOLS_IN_S)
        elif self._carries_s > 0:
            self.warmth = min(1.0, self.warmth + seconds / self._carries_s)
