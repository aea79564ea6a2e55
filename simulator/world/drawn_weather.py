"""Weather from a place's climate: the usual course of its days, and what chance makes of them."""

from __future__ import annotations

from datetime import datetime

from simulator.climate import find_climate
from simulator.scenario import Scenario
from simulator.weather_kinds import KINDS
from simulator.world.drawn_days import DrawnDays
from simulator.world.sky import Sky, saturation_hpa
from simulator.world.sun import irradiance, on_walls, sun_position
from simulator.world.sunlight import through_dust
from simulator.world.usual_day import UsualDay, breeze

_RAIN_MOISTENS_PERCENT = 85.0
_SOAKING_MM_H = 1.0


class DrawnWeather:
    """The weather of a scenario's place."""

    def __init__(self, scenario: Scenario) -> None:
        self._place = scenario.house.place
        self._kind = KINDS[scenario.weather.kind]
        self._warmer_k = self._kind.warmer_k + scenario.weather.warmer_by_k
        self._climate = find_climate(self._place.climate)
        self._days = DrawnDays(scenario, self._climate)

    def at(self, now: datetime) -> Sky:
        """The weather at a local time."""
        hour = now.hour + now.minute / 60 + now.second / 3600
        place, kind, climate, day = self._place, self._kind, self._climate, self._days.number(now)
        usual, drawn = self._days.usual(day), self._days.drawn(day, hour)
        sun = sun_position(now, place.latitude, place.longitude, place.utc_offset_hours)
        light = through_dust(irradiance(sun, drawn.cloud, place.altitude_m), sun, kind.optical_depth)
        mean_c = usual.mean_c + drawn.warmer_k + self._warmer_k
        temperature_c = mean_c + usual.swing_k(hour, drawn.cloud, kind.nights)
        rain_mm_h = self._days.rain_mm_h(day, hour)
        return Sky(
            temperature_c=temperature_c,
            vapour_hpa=self._vapour_hpa(usual, mean_c, temperature_c, rain_mm_h),
            pressure_hpa=climate.pressure_hpa + kind.higher_hpa + drawn.higher_hpa,
            cloud=drawn.cloud,
            light=light,
            walls=on_walls(sun, light),
            wind_m_s=(kind.wind_m_s or usual.wind_m_s) * drawn.windier * breeze(hour),
            wind_from_degrees=(climate.wind_from_degrees + drawn.turned_degrees) % 360,
            rain_mm_h=rain_mm_h,
            pm25_ug_m3=(kind.pm25_ug_m3 or climate.pm25_ug_m3) * drawn.hazier,
            sun=sun,
        )

    def _vapour_hpa(self, usual: UsualDay, mean_c: float, temperature_c: float, rain_mm_h: float) -> float:
        """The day's vapour; while it rains, what falls moistens the air."""
        humidity_percent = self._kind.humidity_percent or usual.humidity_percent
        vapour, saturated = saturation_hpa(mean_c) * humidity_percent / 100, saturation_hpa(temperature_c)
        missing = max(0.0, saturated * _RAIN_MOISTENS_PERCENT / 100 - vapour)
        return min(vapour + missing * min(1.0, rain_mm_h / _SOAKING_MM_H), saturated)
