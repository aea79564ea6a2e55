"""By how much chance makes the days of a run differ from the usual ones of their season."""

from __future__ import annotations

import math
from datetime import datetime
from typing import NamedTuple

from simulator.climate import Climate
from simulator.randomness import Stream
from simulator.scenario import Scenario
from simulator.weather_kinds import KINDS
from simulator.world.rain import Shower, draw_rain_mm, draw_showers, is_wet
from simulator.world.usual_day import UsualDay

_CLOUD_DEVIATION = 0.25
_CHANGEABLE_FROM = 0.3
"""Months with less cloud than this are steadier in proportion: few days of summer are covered."""
_GUST_DEVIATION = 0.4
_HAZE_DEVIATION = 0.4
_DRY_BELOW = 0.3
"""No rain falls from a sky that is covered less than this."""


class Drawn(NamedTuple):
    """How a day differs from what is usual, at its noon."""

    warmer_k: float
    cloud: float
    higher_hpa: float
    windier: float
    turned_degrees: float
    hazier: float


class DrawnDays:
    """The days of a run by number, 0 the first: each has its own streams `outdoor.…`."""

    def __init__(self, scenario: Scenario, climate: Climate) -> None:
        self._plan = scenario.weather
        self._kind = KINDS[scenario.weather.kind]
        self._seed = scenario.seed
        self._first_day = scenario.start.toordinal()
        self._latitude = scenario.house.place.latitude
        self._climate = climate
        self._usual: dict[int, UsualDay] = {}
        self._drawn: dict[int, Drawn] = {}
        self._showers: dict[int, tuple[Shower, ...]] = {}

    def number(self, now: datetime) -> int:
        """The day of the run on which a local time is."""
        return now.toordinal() - self._first_day

    def usual(self, day: int) -> UsualDay:
        """What is usual on a day."""
        if day not in self._usual:
            day_of_year = datetime.fromordinal(self._first_day + day).timetuple().tm_yday
            self._usual[day] = UsualDay.of(self._climate, day_of_year, self._latitude)
        return self._usual[day]

    def drawn(self, day: int, hour: float) -> Drawn:
        """What was drawn for the noons before and after an hour, blended."""
        first, share = (day, hour / 24 - 0.5) if hour >= 12 else (day - 1, hour / 24 + 0.5)
        before, after = self._drawn_for(first), self._drawn_for(first + 1)
        blended = [one + (other - one) * share for one, other in zip(before, after, strict=True)]
        return Drawn._make(blended)

    def rain_mm_h(self, day: int, hour: float) -> float:
        """How hard it rains."""
        if day not in self._showers:
            chance = self._chance("rain", day)
            rain_mm = self._draw_rain(day, chance)
            self._showers[day] = draw_showers(rain_mm, chance) if rain_mm > 0 else ()
        return sum([shower.intensity_mm_h(hour) for shower in self._showers[day]], 0.0)

    def _drawn_for(self, day: int) -> Drawn:
        if day not in self._drawn:
            self._drawn[day] = self._draw(day)
        return self._drawn[day]

    def _draw(self, day: int) -> Drawn:
        chance = self._kind.chance
        warmer = sum(0.6**ago * self._chance("temperature", day - ago).normal(2.0) for ago in range(4))
        return Drawn(
            warmer_k=chance * warmer,
            cloud=self._draw_cloud(day),
            higher_hpa=chance * self._chance("pressure", day).normal(3.0),
            windier=self._draw_factor("wind", day, _GUST_DEVIATION),
            turned_degrees=chance * self._chance("wind_direction", day).normal(50.0),
            hazier=self._draw_factor("pm25", day, _HAZE_DEVIATION),
        )

    def _draw_cloud(self, day: int) -> float:
        if self._plan.cloud is not None:
            return self._plan.cloud
        if self._kind.cloud is not None:
            return self._kind.cloud
        # About 70 % of the daylight hours are sunny under a cloudless sky, for mountains and haze.
        cloud = self.usual(day).cloud + self._kind.chance * self._cloudier(day)
        return max(0.0, min(1.0, cloud))

    def _cloudier(self, day: int) -> float:
        return self._chance("cloud", day).normal(self._cloud_deviation(day))

    def _cloud_deviation(self, day: int) -> float:
        return _CLOUD_DEVIATION * min(1.0, self.usual(day).cloud / _CHANGEABLE_FROM)

    def _draw_factor(self, quantity: str, day: int, deviation: float) -> float:
        """A factor whose logarithm is normal and whose mean is 1."""
        spread = self._kind.chance * deviation
        drawn = self._chance(quantity, day).normal(1.0)
        return math.exp(spread * drawn - spread**2 / 2)

    def _draw_rain(self, day: int, chance: Stream) -> float:
        if self._kind.rain_mm is not None:
            return self._kind.rain_mm
        if self._kind.chance == 0 or self._drawn_for(day).cloud < _DRY_BELOW:
            return 0.0
        wet = is_wet(self.usual(day).rain_mm, self._cloudier(day), self._cloud_deviation(day))
        return draw_rain_mm(chance) if wet else 0.0

    def _chance(self, quantity: str, day: int) -> Stream:
        return Stream(self._seed, f"outdoor.{quantity}/{day}")
