"""The weather outside: the climate's usual course, a daily curve, and slow chance."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from devices.surroundings import Outdoors
from simulator.climate import at_day, find_climate
from simulator.randomness import Stream
from simulator.scenario import Scenario
from simulator.world.sun import LUMEN_PER_WATT, Irradiance, day_length_h, irradiance, on_walls, sun_position

_MAGNUS = (6.112, 17.62, 243.12)


class Sky(NamedTuple):
    """The weather of one instant. Vapour is the pressure of water vapour in hPa."""

    temperature_c: float
    vapour_hpa: float
    pressure_hpa: float
    cloud: float
    light: Irradiance
    walls: Mapping[str, float]
    """Irradiance on walls, by the compass direction that they face, in W/m²."""
    wind_m_s: float = 0.0
    wind_from_degrees: float = 0.0
    rain_mm_h: float = 0.0
    pm25_ug_m3: float = 8.0

    @property
    def humidity_percent(self) -> float:
        """Relative humidity."""
        return min(100.0, 100 * self.vapour_hpa / saturation_hpa(self.temperature_c))

    @property
    def felt(self) -> Outdoors:
        """What a device outside can feel of it."""
        return Outdoors(
            temperature_c=self.temperature_c,
            humidity_percent=self.humidity_percent,
            pressure_hpa=self.pressure_hpa,
            irradiance_w_m2=self.light.horizontal,
            illuminance_lx=self.light.horizontal * LUMEN_PER_WATT,
            wind_m_s=self.wind_m_s,
            wind_from_degrees=self.wind_from_degrees,
            rain_mm_h=self.rain_mm_h,
            pm25_ug_m3=self.pm25_ug_m3,
        )


class _Usual(NamedTuple):
    """What is usual on a day of the year."""

    coldest_c: float
    mean_c: float
    warmest_c: float
    humidity_percent: float
    cloud: float


class _Drawn(NamedTuple):
    """How a day differs from what is usual, at its noon."""

    warmer_k: float
    cloud: float
    higher_hpa: float


class Weather:
    """The weather of a scenario's place, from its climate and the streams `outdoor.…`."""

    def __init__(self, scenario: Scenario) -> None:
        self._start = scenario.start
        self._place = scenario.house.place
        self._plan = scenario.weather
        self._seed = scenario.seed
        self._climate = find_climate(self._place.climate)
        self._usual: dict[int, _Usual] = {}
        self._drawn: dict[int, _Drawn] = {}

    def at(self, now_ms: int) -> Sky:
        """The weather at an instant of the run, in simulated milliseconds."""
        now = self._start + timedelta(milliseconds=now_ms)
        day = now.toordinal() - self._start.toordinal()
        hour = now.hour + now.minute / 60 + now.second / 3600
        place, usual = self._place, self._usual_on(day)
        warmer_k, cloud, higher_hpa = self._between_days(day, hour)
        sun = sun_position(now, place.latitude, place.longitude, place.utc_offset_hours)
        light = irradiance(sun, cloud, place.altitude_m)
        mean_c = usual.mean_c + warmer_k + self._plan.warmer_by_k
        temperature_c = mean_c + _daily_swing(usual, hour, cloud)
        vapour = saturation_hpa(mean_c) * usual.humidity_percent / 100
        return Sky(
            temperature_c=temperature_c,
            vapour_hpa=min(vapour, saturation_hpa(temperature_c)),
            pressure_hpa=self._climate.pressure_hpa + higher_hpa,
            cloud=cloud,
            light=light,
            walls=on_walls(sun, light),
        )

    def _usual_on(self, day: int) -> _Usual:
        """What is usual on a day of the run (0 is the first), worked out once for each day."""
        if day not in self._usual:
            climate = self._climate
            day_of_year = (self._start + timedelta(days=day)).timetuple().tm_yday
            longest_h = day_length_h(day_of_year, self._place.latitude)
            self._usual[day] = _Usual(
                coldest_c=at_day(climate.coldest_c, day_of_year),
                mean_c=at_day(climate.mean_c, day_of_year),
                warmest_c=at_day(climate.warmest_c, day_of_year),
                humidity_percent=at_day(climate.humidity_percent, day_of_year),
                cloud=max(0.0, 1 - at_day(climate.sunshine_h, day_of_year) / longest_h),
            )
        return self._usual[day]

    def _between_days(self, day: int, hour: float) -> _Drawn:
        """Warmth, cloud and pressure, drawn for each noon and blended in between."""
        first, share = (day, hour / 24 - 0.5) if hour >= 12 else (day - 1, hour / 24 + 0.5)
        before, after = self._drawn_for(first), self._drawn_for(first + 1)
        return _Drawn(
            before.warmer_k + (after.warmer_k - before.warmer_k) * share,
            before.cloud + (after.cloud - before.cloud) * share,
            before.higher_hpa + (after.higher_hpa - before.higher_hpa) * share,
        )

    def _drawn_for(self, day: int) -> _Drawn:
        if day not in self._drawn:
            self._drawn[day] = self._draw(day)
        return self._drawn[day]

    def _draw(self, day: int) -> _Drawn:
        warmer = sum(0.6**ago * self._chance("temperature", day - ago).normal(2.0) for ago in range(4))
        # About 70 % of the daylight hours are sunny under a cloudless sky, for mountains and haze.
        cloud = self._usual_on(day).cloud + self._chance("cloud", day).normal(0.25)
        higher = self._chance("pressure", day).normal(3.0)
        if self._plan.cloud is not None:
            cloud = self._plan.cloud
        return _Drawn(warmer, max(0.0, min(1.0, cloud)), higher)

    def _chance(self, quantity: str, day: int) -> Stream:
        return Stream(self._seed, f"outdoor.{quantity}/{day}")


def _daily_swing(usual: _Usual, hour: float, cloud: float) -> float:
    """Kelvin above the day's mean: coldest at half past five, warmest at three; clouds flatten it."""
    if 5.5 <= hour < 15:
        curve = -math.cos(math.pi * (hour - 5.5) / 9.5)
    else:
        curve = math.cos(math.pi * ((hour - 15) % 24) / 14.5)
    reached_c = usual.warmest_c if curve > 0 else usual.coldest_c
    flattened = 1 + 0.45 * (usual.cloud - cloud)
    return abs(reached_c - usual.mean_c) * curve * flattened


def saturation_hpa(temperature_c: float) -> float:
    """Pressure of saturated water vapour over water in hPa (Magnus form, WMO No. 8)."""
    base, factor, shift = _MAGNUS
    return base * math.exp(factor * temperature_c / (shift + temperature_c))
