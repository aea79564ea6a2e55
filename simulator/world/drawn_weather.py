"""Weather from a place's climate: the usual course of its days, and by how much chance makes them differ."""

from __future__ import annotations

import math
from datetime import datetime
from typing import NamedTuple

from simulator.climate import find_climate
from simulator.randomness import Stream
from simulator.scenario import Scenario
from simulator.weather_kinds import KINDS
from simulator.world.rain import Shower, draw_rain_mm, draw_showers, is_wet
from simulator.world.sky import Sky, saturation_hpa
from simulator.world.sun import irradiance, on_walls, sun_position
from simulator.world.sunlight import through_dust
from simulator.world.usual_day import UsualDay, breeze

_CLOUD_DEVIATION = 0.25
_CHANGEABLE_FROM = 0.3
"""Months with less cloud than this are steadier in proportion: few days of summer are covered."""
_GUST_DEVIATION = 0.4
_HAZE_DEVIATION = 0.4
_DRY_BELOW = 0.3
"""No rain falls from a sky that is covered less than this."""
_RAIN_MOISTENS_PERCENT = 85.0
_SOAKING_MM_H = 1.0


class _Drawn(NamedTuple):
    """How a day differs from what is usual, at its noon."""

    warmer_k: float
    cloud: float
    higher_hpa: float
    windier: float
    turned_degrees: float
    hazier: float


class DrawnWeather:
    """The weather of a scenario's place, from its climate and the streams `outdoor.…`."""

    def __init__(self, scenario: Scenario) -> None:
        self._place = scenario.house.place
        self._plan = scenario.weather
        self._kind = KINDS[scenario.weather.kind]
        self._seed = scenario.seed
        self._first_day = scenario.start.toordinal()
        self._climate = find_climate(self._place.climate)
        self._usual: dict[int, UsualDay] = {}
        self._drawn: dict[int, _Drawn] = {}
        self._showers: dict[int, tuple[Shower, ...]] = {}

    def at(self, now: datetime) -> Sky:
        """The weather at a local time."""
        day = now.toordinal() - self._first_day
        hour = now.hour + now.minute / 60 + now.second / 3600
        place, kind, usual, drawn = (
            self._place,
            self._kind,
            self._usual_on(day),
            self._between_days(day, hour),
        )
        sun = sun_position(now, place.latitude, place.longitude, place.utc_offset_hours)
        light = through_dust(irradiance(sun, drawn.cloud, place.altitude_m), sun, kind.optical_depth)
        mean_c = usual.mean_c + (kind.warmer_k + drawn.warmer_k) + self._plan.warmer_by_k
        temperature_c = mean_c + usual.swing_k(hour, drawn.cloud, kind.nights)
        rain_mm_h = sum([shower.intensity_mm_h(hour) for shower in self._showers_on(day)])
        return Sky(
            temperature_c=temperature_c,
            vapour_hpa=self._vapour_hpa(usual, mean_c, temperature_c, rain_mm_h),
            pressure_hpa=self._climate.pressure_hpa + kind.higher_hpa + drawn.higher_hpa,
            cloud=drawn.cloud,
            light=light,
            walls=on_walls(sun, light),
            wind_m_s=usual.wind_m_s * kind.wind * drawn.windier * breeze(hour),
            wind_from_degrees=(self._climate.wind_from_degrees + drawn.turned_degrees) % 360,
            rain_mm_h=rain_mm_h,
            pm25_ug_m3=(kind.pm25_ug_m3 or self._climate.pm25_ug_m3) * drawn.hazier,
            sun=sun,
        )

    def _vapour_hpa(self, usual: UsualDay, mean_c: float, temperature_c: float, rain_mm_h: float) -> float:
        """The day's vapour; while it rains, what falls moistens the air."""
        humidity_percent = self._kind.humidity_percent or usual.humidity_percent
        vapour, saturated = saturation_hpa(mean_c) * humidity_percent / 100, saturation_hpa(temperature_c)
        missing = max(0.0, saturated * _RAIN_MOISTENS_PERCENT / 100 - vapour)
        return min(vapour + missing * min(1.0, rain_mm_h / _SOAKING_MM_H), saturated)

    def _usual_on(self, day: int) -> UsualDay:
        """What is usual on a day of the run (0 is the first), worked out once for each day."""
        if day not in self._usual:
            day_of_year = datetime.fromordinal(self._first_day + day).timetuple().tm_yday
            self._usual[day] = UsualDay.of(self._climate, day_of_year, self._place.latitude)
        return self._usual[day]

    def _between_days(self, day: int, hour: float) -> _Drawn:
        """What was drawn for each noon, blended in between."""
        first, share = (day, hour / 24 - 0.5) if hour >= 12 else (day - 1, hour / 24 + 0.5)
        before, after = self._drawn_for(first), self._drawn_for(first + 1)
        blended = [one + (other - one) * share for one, other in zip(before, after, strict=True)]
        return _Drawn._make(blended)

    def _drawn_for(self, day: int) -> _Drawn:
        if day not in self._drawn:
            self._drawn[day] = self._draw(day)
        return self._drawn[day]

    def _draw(self, day: int) -> _Drawn:
        chance = self._kind.chance
        warmer = sum(0.6**ago * self._chance("temperature", day - ago).normal(2.0) for ago in range(4))
        return _Drawn(
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
        cloud = self._usual_on(day).cloud + self._kind.chance * self._cloudier(day)
        return max(0.0, min(1.0, cloud))

    def _cloudier(self, day: int) -> float:
        return self._chance("cloud", day).normal(self._cloud_deviation(day))

    def _cloud_deviation(self, day: int) -> float:
        return _CLOUD_DEVIATION * min(1.0, self._usual_on(day).cloud / _CHANGEABLE_FROM)

    def _draw_factor(self, quantity: str, day: int, deviation: float) -> float:
        """A factor whose logarithm is normal and whose mean is 1."""
        spread = self._kind.chance * deviation
        drawn = self._chance(quantity, day).normal(1.0)
        return math.exp(spread * drawn - spread**2 / 2)

    def _showers_on(self, day: int) -> tuple[Shower, ...]:
        if day not in self._showers:
            chance = self._chance("rain", day)
            rain_mm = self._draw_rain(day, chance)
            self._showers[day] = draw_showers(rain_mm, chance) if rain_mm > 0 else ()
        return self._showers[day]

    def _draw_rain(self, day: int, chance: Stream) -> float:
        if self._kind.rain_mm is not None:
            return self._kind.rain_mm
        if self._kind.chance == 0 or self._drawn_for(day).cloud < _DRY_BELOW:
            return 0.0
        wet = is_wet(self._usual_on(day).rain_mm, self._cloudier(day), self._cloud_deviation(day))
        return draw_rain_mm(chance) if wet else 0.0

    def _chance(self, quantity: str, day: int) -> Stream:
        return Stream(self._seed, f"outdoor.{quantity}/{day}")
