"""Weather from a record: instants linearly between rows, sunlight and rain held as the mean of their step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from simulator.house import Place
from simulator.weather_record import COLUMNS, WeatherRecord
from simulator.world.sky import Sky, saturation_hpa
from simulator.world.sun import Irradiance, SunPosition, on_walls, sun_position
from simulator.world.sunlight import MeasuredLight, complete

_LIGHT = ("global_w_m2", "direct_w_m2", "diffuse_w_m2")
_LOOKS_A_STEP = 13
"""How often a step is looked at to find the middle of the time in which the sun is up."""


class _Lit(NamedTuple):
    sun: SunPosition
    light: Irradiance
    walls: Mapping[str, float]


class _Step(NamedTuple):
    """What holds for one row's step of the run."""

    begins: datetime
    instants: dict[str, tuple[float, float]]
    """Each quantity at the begin of the step, and how much it grows until its end."""
    rain_mm_h: float | None
    lit: _Lit | None
    """None where the record has no light."""
    other: Sky


class RecordedWeather:
    """The weather of a record; what it lacks, and when it has no row, is as `otherwise` says."""

    def __init__(
        self, record: WeatherRecord, place: Place, warmer_by_k: float, otherwise: Callable[[datetime], Sky]
    ) -> None:
        self._record = record
        self._place = place
        self._warmer_by_k = warmer_by_k
        self._otherwise = otherwise
        self._has_light = any(name in record.columns for name in _LIGHT)
        self._step: _Step | None = None

    def at(self, now: datetime) -> Sky:
        """The weather at a local time."""
        step = self._step
        if step is None or not step.begins <= now < step.begins + self._record.step:
            step = self._step = self._find_step(now)
        if step is None:
            return self._otherwise(now)
        share = (now - step.begins) / self._record.step
        values = {name: start + growth * share for name, (start, growth) in step.instants.items()}
        temperature_c = values["temperature_c"] + self._warmer_by_k
        # What is known by the step is enough beside measured light; a sky of chance moves with the sun.
        other = step.other if step.lit else self._otherwise(now)
        lit = step.lit or _Lit(other.sun, other.light, other.walls)
        return Sky(
            temperature_c=temperature_c,
            vapour_hpa=min(values.get("vapour_hpa", other.vapour_hpa), saturation_hpa(temperature_c)),
            pressure_hpa=values.get("pressure_hpa", other.pressure_hpa),
            cloud=values.get("cloud", other.cloud),
            light=lit.light,
            walls=lit.walls,
            wind_m_s=values.get("wind_m_s", other.wind_m_s),
            wind_from_degrees=values.get("wind_from_degrees", other.wind_from_degrees) % 360,
            rain_mm_h=other.rain_mm_h if step.rain_mm_h is None else step.rain_mm_h,
            pm25_ug_m3=values.get("pm25_ug_m3", other.pm25_ug_m3),
            sun=lit.sun,
            infrared_w_m2=values.get("infrared_w_m2"),
        )

    def _find_step(self, now: datetime) -> _Step | None:
        record = self._record
        moment = record.find(now)
        if moment is None:
            return None
        row = (moment - record.begins) // record.step
        begins = now - (moment - record.begins - row * record.step)
        rain = record.columns.get("rain_mm_h")
        return _Step(
            begins=begins,
            instants=self._instants(row),
            rain_mm_h=None if rain is None else rain[row],
            lit=self._lit(row, begins) if self._has_light else None,
            other=self._otherwise(begins + record.step / 2),
        )

    def _instants(self, row: int) -> dict[str, tuple[float, float]]:
        first = self._row(row - 1 if self._record.instants_at_end else row)
        second = self._row(row if self._record.instants_at_end else row + 1)
        grown = {name: (first[name], second[name] - first[name]) for name in first}
        if "wind_from_degrees" in grown:
            start, turn = grown["wind_from_degrees"]
            grown["wind_from_degrees"] = (start, (turn + 180) % 360 - 180)
        return grown

    def _row(self, row: int) -> dict[str, float]:
        """The instants of a row, humidity as vapour; beyond the ends, those of the other or the same end."""
        record = self._record
        row = row % record.rows if record.is_whole_year else max(0, min(record.rows - 1, row))
        values = {name: cells[row] for name, cells in record.columns.items() if not COLUMNS[name].is_mean}
        humidity = values.pop("humidity_percent", None)
        if humidity is not None:
            values["vapour_hpa"] = saturation_hpa(values["temperature_c"]) * min(humidity, 100) / 100
        return values

    def _lit(self, row: int, begins: datetime) -> _Lit:
        columns = self._record.columns
        measured = MeasuredLight(*[columns[name][row] if name in columns else None for name in _LIGHT])
        sun = self._sun_between(begins, begins + self._record.step)
        light = complete(measured, sun, begins.timetuple().tm_yday)
        return _Lit(sun, light, on_walls(sun, light))

    def _sun_between(self, begins: datetime, ends: datetime) -> SunPosition:
        """The sun in the middle of the time in which it is up; in the middle of the night if it is not."""
        part: timedelta = (ends - begins) / _LOOKS_A_STEP
        looks = [self._sun(begins + (look + 0.5) * part) for look in range(_LOOKS_A_STEP)]
        up = [sun for sun in looks if sun.elevation > 0] or looks
        return up[len(up) // 2]

    def _sun(self, now: datetime) -> SunPosition:
        place = self._place
        return sun_position(now, place.latitude, place.longitude, place.utc_offset_hours)
