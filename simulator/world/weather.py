"""The weather outside: the climate's usual course, a daily curve, and slow chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from simulator.climate import at_day, find_climate
from simulator.randomness import Stream
from simulator.scenario import Scenario
from simulator.world.sun import Irradiance, SunPosition, day_length_h, irradiance, sun_position

_MAGNUS = (6.112, 17.62, 243.12)


@dataclass(frozen=True, slots=True)
class Outdoors:
    """The weather of one instant. Vapour is the pressure of water vapour in hPa."""

    temperature_c: float
    vapour_hpa: float
    pressure_hpa: float
    cloud: float
    sun: SunPosition
    light: Irradiance

    @property
    def humidity_percent(self) -> float:
        """Relative humidity."""
        return min(100.0, 100 * self.vapour_hpa / saturation_hpa(self.temperature_c))


class Weather:
    """The weather of a scenario's place, from its climate and the streams `outdoor.…`."""

    def __init__(self, scenario: Scenario) -> None:
        self._start = scenario.start
        self._place = scenario.house.place
        self._plan = scenario.weather
        self._seed = scenario.seed
        self._climate = find_climate(self._place.climate)
        self._days: dict[int, tuple[float, float, float]] = {}

    def at(self, now_ms: int) -> Outdoors:
        """The weather at an instant of the run, in simulated milliseconds."""
        now = self._start + timedelta(milliseconds=now_ms)
        day_of_year = now.timetuple().tm_yday
        hour = now.hour + now.minute / 60 + now.second / 3600
        place = self._place
        warmer_k, cloud, higher_hpa = self._between_days(now, hour)
        sun = sun_position(now, place.latitude, place.longitude, place.utc_offset_hours)
        mean_c = at_day(self._climate.mean_c, day_of_year) + warmer_k + self._plan.warmer_by_k
        humidity = at_day(self._climate.humidity_percent, day_of_year)
        vapour = saturation_hpa(mean_c) * humidity / 100
        temperature_c = mean_c + self._daily_swing(day_of_year, hour, cloud)
        return Outdoors(
            temperature_c=temperature_c,
            vapour_hpa=min(vapour, saturation_hpa(temperature_c)),
            pressure_hpa=self._climate.pressure_hpa + higher_hpa,
            cloud=cloud,
            sun=sun,
            light=irradiance(sun, cloud, place.altitude_m),
        )

    def _daily_swing(self, day_of_year: int, hour: float, cloud: float) -> float:
        """Kelvin above the day's mean: coldest at half past five, warmest at three; clouds flatten it."""
        mean_c = at_day(self._climate.mean_c, day_of_year)
        if 5.5 <= hour < 15:
            curve = -math.cos(math.pi * (hour - 5.5) / 9.5)
        else:
            curve = math.cos(math.pi * ((hour - 15) % 24) / 14.5)
        reached_c = at_day(self._climate.warmest_c if curve > 0 else self._climate.coldest_c, day_of_year)
        flattened = 1 + 0.45 * (self._usual_cloud(day_of_year) - cloud)
        return abs(reached_c - mean_c) * curve * flattened

    def _usual_cloud(self, day_of_year: int) -> float:
        longest_h = day_length_h(day_of_year, self._place.latitude)
        return max(0.0, 1 - at_day(self._climate.sunshine_h, day_of_year) / longest_h)

    def _between_days(self, now: datetime, hour: float) -> tuple[float, float, float]:
        """Warmth, cloud and pressure, drawn for each noon and blended in between."""
        day = (now.date() - self._start.date()).days
        first, share = (day, hour / 24 - 0.5) if hour >= 12 else (day - 1, hour / 24 + 0.5)
        before, after = self._day(first), self._day(first + 1)
        warmer, cloud, higher = (
            one + (other - one) * share for one, other in zip(before, after, strict=True)
        )
        return warmer, cloud, higher

    def _day(self, day: int) -> tuple[float, float, float]:
        drawn = self._days.get(day)
        if drawn is None:
            drawn = self._days[day] = self._draw(day)
        return drawn

    def _draw(self, day: int) -> tuple[float, float, float]:
        date = self._start + timedelta(days=day)
        day_of_year = date.timetuple().tm_yday
        warmer = sum(0.6**ago * self._chance("temperature", day - ago).normal(2.0) for ago in range(4))
        # About 70 % of the daylight hours are sunny under a cloudless sky, for mountains and haze.
        cloud = self._usual_cloud(day_of_year) + self._chance("cloud", day).normal(0.25)
        higher = self._chance("pressure", day).normal(3.0)
        if self._plan.cloud is not None:
            cloud = self._plan.cloud
        return warmer, max(0.0, min(1.0, cloud)), higher

    def _chance(self, quantity: str, day: int) -> Stream:
        return Stream(self._seed, f"outdoor.{quantity}/{day}")


def saturation_hpa(temperature_c: float) -> float:
    """Pressure of saturated water vapour over water in hPa (Magnus form, WMO No. 8)."""
    base, factor, shift = _MAGNUS
    return base * math.exp(factor * temperature_c / (shift + temperature_c))
