"""What is usual on a day of the year at a place."""

from __future__ import annotations

import math
from typing import NamedTuple

from simulator.climate import Climate, at_day
from simulator.world.sun import day_length_h

_DAYS_A_MONTH = 30.4375


class UsualDay(NamedTuple):
    """The climate of one day of the year."""

    coldest_c: float
    mean_c: float
    warmest_c: float
    humidity_percent: float
    cloud: float
    wind_m_s: float
    rain_mm: float

    @classmethod
    def of(cls, climate: Climate, day_of_year: int, latitude: float) -> UsualDay:
        """The usual day of a climate at a latitude in degrees."""
        longest_h = day_length_h(day_of_year, latitude)
        sunny = at_day(climate.sunshine_h, day_of_year) / longest_h if longest_h > 0 else 1.0
        return cls(
            coldest_c=at_day(climate.coldest_c, day_of_year),
            mean_c=at_day(climate.mean_c, day_of_year),
            warmest_c=at_day(climate.warmest_c, day_of_year),
            humidity_percent=at_day(climate.humidity_percent, day_of_year),
            cloud=max(0.0, 1 - sunny),
            wind_m_s=at_day(climate.wind_m_s, day_of_year),
            rain_mm=at_day(climate.rain_mm, day_of_year) / _DAYS_A_MONTH,
        )

    def swing_k(self, hour: float, cloud: float, nights: float) -> float:
        """Kelvin above the day's mean: coldest at half past five, warmest at three; clouds flatten it.

        Nights fall `nights` times as far below the mean as usual.
        """
        if 5.5 <= hour < 15:
            curve = -math.cos(math.pi * (hour - 5.5) / 9.5)
        else:
            curve = math.cos(math.pi * ((hour - 15) % 24) / 14.5)
        reached_c = self.warmest_c if curve > 0 else self.coldest_c
        flattened = 1 + 0.45 * (self.cloud - cloud)
        swing = abs(reached_c - self.mean_c) * curve * flattened
        return swing * nights if curve < 0 else swing


def breeze(hour: float) -> float:
    """The wind of an hour as a multiple of its day's mean: strongest at three, when the ground is warm."""
    return 1 + 0.4 * math.cos(2 * math.pi * (hour - 15) / 24)
