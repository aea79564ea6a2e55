"""What ideal heating and cooling gave, and how warm the rooms were, hour by hour."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import NamedTuple

_J_PER_KWH = 3_600_000.0


class RoomSpan(NamedTuple):
    """Lowest, mean and highest of the hourly means of a room's air, in °C."""

    coldest_c: float
    mean_c: float
    warmest_c: float


class HeatSummary(NamedTuple):
    """Ideal heating and cooling of the whole house, and how warm each room was.

    Peaks are means over an hour, as reference tables give them, not the push of a single step.
    """

    heating_kwh: float
    cooling_kwh: float
    heating_peak_w: float
    cooling_peak_w: float
    rooms: dict[str, RoomSpan]


class HeatRecord:
    """Sums over steps since the beginning. No step reaches from one hour into the next."""

    def __init__(self, rooms: Sequence[str]) -> None:
        self._rooms = list(rooms)
        self._passed_s = self._in_hour_s = 0.0
        self._heating_j = self._cooling_j = 0.0
        self._heating_in_hour_j = self._cooling_in_hour_j = 0.0
        self._heating_peak_w = self._cooling_peak_w = 0.0
        self._sums_c = [0.0] * len(rooms)
        self._sums_in_hour_c = [0.0] * len(rooms)
        self._coldest_c = [math.inf] * len(rooms)
        self._warmest_c = [-math.inf] * len(rooms)

    def add(self, step_s: float, airs_c: Iterable[float], powers_w: Iterable[float]) -> None:
        """A step has passed: the air of each room at its end, and what was given to some of them in it."""
        for power_w in powers_w:
            if power_w > 0:
                self._heating_in_hour_j += power_w * step_s
            else:
                self._cooling_in_hour_j -= power_w * step_s
        self._sums_in_hour_c = [
            total + air_c * step_s for total, air_c in zip(self._sums_in_hour_c, airs_c, strict=True)
        ]
        self._in_hour_s += step_s
        if self._in_hour_s >= 3600:
            self._close_hour()

    def summary(self) -> HeatSummary:
        """All since the beginning; what has passed of an hour counts as an hour."""
        record = deepcopy(self)
        if record._in_hour_s > 0:
            record._close_hour()
        spans = zip(record._rooms, record._coldest_c, record._sums_c, record._warmest_c, strict=True)
        return HeatSummary(
            record._heating_j / _J_PER_KWH,
            record._cooling_j / _J_PER_KWH,
            record._heating_peak_w,
            record._cooling_peak_w,
            {
                room: RoomSpan(coldest_c, total / record._passed_s, warmest_c)
                for room, coldest_c, total, warmest_c in spans
                if record._passed_s > 0
            },
        )

    def _close_hour(self) -> None:
        self._heating_j += self._heating_in_hour_j
        self._cooling_j += self._cooling_in_hour_j
        self._heating_peak_w = max(self._heating_peak_w, self._heating_in_hour_j / 3600)
        self._cooling_peak_w = max(self._cooling_peak_w, self._cooling_in_hour_j / 3600)
        for index, total in enumerate(self._sums_in_hour_c):
            mean_c = total / self._in_hour_s
            self._sums_c[index] += total
            self._coldest_c[index] = min(self._coldest_c[index], mean_c)
            self._warmest_c[index] = max(self._warmest_c[index], mean_c)
        self._passed_s += self._in_hour_s
        self._in_hour_s = 0.0
        self._heating_in_hour_j = self._cooling_in_hour_j = 0.0
        self._sums_in_hour_c = [0.0] * len(self._rooms)
