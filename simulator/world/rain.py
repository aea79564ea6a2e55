"""Rain: the showers of a day."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import NamedTuple

from simulator.randomness import Stream

_WET_DAY_MM = 5.0
"""What a day with rain brings on average."""
_EARLIEST_H, _LATEST_H = 3.0, 21.0


class Shower(NamedTuple):
    """A shower that swells and ebbs: hours of the day and millimetres."""

    begins_h: float
    ends_h: float
    rain_mm: float

    def intensity_mm_h(self, hour: float) -> float:
        """How hard it rains at an hour of the day."""
        if not self.begins_h < hour < self.ends_h:
            return 0.0
        lasts_h = self.ends_h - self.begins_h
        swells = 1 - math.cos(2 * math.pi * (hour - self.begins_h) / lasts_h)
        return self.rain_mm / lasts_h * swells


def is_wet(usual_mm: float, cloudier: float, deviation: float) -> bool:
    """Whether it rains on a day on which `usual_mm` fall in the mean of the years.

    The cloudiest days are the wet ones: `cloudier` is by how much this one's cloud cover differs from the
    usual, drawn from a normal distribution with this standard deviation.
    """
    probability = usual_mm / _WET_DAY_MM
    if probability <= 0 or deviation <= 0:
        return False
    return cloudier > NormalDist(0.0, deviation).inv_cdf(max(0.01, 1 - probability))


def draw_rain_mm(chance: Stream) -> float:
    """The rain of a wet day."""
    return chance.exponential(_WET_DAY_MM)


def draw_showers(rain_mm: float, chance: Stream) -> tuple[Shower, ...]:
    """One to three showers that bring `rain_mm` together."""
    shares = [chance.uniform(0.2, 1.0) for _ in range(chance.integer(1, 3))]
    whole = sum(shares)
    return tuple([_draw_shower(rain_mm * share / whole, chance) for share in shares])


def _draw_shower(rain_mm: float, chance: Stream) -> Shower:
    lasts_h = chance.uniform(0.5, 4.0)
    begins_h = chance.uniform(_EARLIEST_H, _LATEST_H - lasts_h)
    return Shower(begins_h, begins_h + lasts_h, rain_mm)
