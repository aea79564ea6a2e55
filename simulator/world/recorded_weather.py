"""Weather from a record: instants linearly between rows, sunlight and rain held as the mean of their step."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from simulator.house import Place
from simulator.weather_record import COLUMNS, WeatherRecord
from simulator.world.sky import Sky, saturation_hpa
from simulator.world.sun import SunPosition, on_walls, sun_position
from simulator.world.sunlight import MeasuredLight, complete

_LIGHT = ("global_w_m2", "direct_w_m2", "diffuse_w_m2")
_ROUND = 360.0
_LOOKS = 13
"""How often a step is looked at to find the part in which the sun is up."""
_MOVES_DEGREES_H = 15.0


class _Step(NamedTuple):
    """What holds for one row's step of the run."""

    begins: datetime
    known: dict[str, Any]
    """What the record says of the sky at the begin of the step, by the field of `Sky`."""
    growth: dict[str, tuple[float, float]]
    """What moves in it: its value at the begin, and how much it grows until the end."""
    sky: Sky | None
    """The sky at its begin; None where the record has no light: then it is another at every instant."""


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
        sky = step.sky or self._otherwise(now)._replace(**step.known)
        share = (now - step.begins) / self._record.step
        moved: dict[str, Any] = {name: start + more * share for name, (start, more) in step.growth.items()}
        sky = sky._replace(**moved)
        saturated = saturation_hpa(sky.temperature_c)
        if sky.vapour_hpa > saturated or sky.wind_from_degrees >= _ROUND or sky.wind_from_degrees < 0:
            direction = sky.wind_from_degrees % _ROUND
            return sky._replace(vapour_hpa=min(saturated, sky.vapour_hpa), wind_from_degrees=direction)
        return sky

    def _find_step(self, now: datetime) -> _Step | None:
        record = self._record
        moment = record.find(now)
        if moment is None:
            return None
        row = (moment - record.begins) // record.step
        begins = now - (moment - record.begins - row * record.step)
        instants = self._instants(row)
        known: dict[str, Any] = {name: start for name, (start, _) in instants.items()}
        if "rain_mm_h" in record.columns:
            known["rain_mm_h"] = record.columns["rain_mm_h"][row]
        growth = {name: both for name, both in instants.items() if both[1] != 0}
        if not self._has_light:
            return _Step(begins, known, growth, None)
        # Beside measured light, what the record lacks is known well enough in the middle of the step.
        other = self._otherwise(begins + record.step / 2)
        return _Step(begins, known, growth, other._replace(**known, **self._lit(row, begins)))

    def _instants(self, row: int) -> dict[str, tuple[float, float]]:
        first = self._row(row - 1 if self._record.instants_at_end else row)
        second = self._row(row if self._record.instants_at_end else row + 1)
        grown = {name: (first[name], second[name] - first[name]) for name in first}
        if "wind_from_degrees" in grown:
            start, turn = grown["wind_from_degrees"]
            grown["wind_from_degrees"] = (start, (turn + _ROUND / 2) % _ROUND - _ROUND / 2)
        return grown

    def _row(self, row: int) -> dict[str, float]:
        """The instants of a row, humidity as vapour; beyond the ends, those of the other or the same end."""
        record = self._record
        row = row % record.rows if record.is_whole_year else max(0, min(record.rows - 1, row))
        values = {name: cells[row] for name, cells in record.columns.items() if not COLUMNS[name].is_mean}
        humidity = values.pop("humidity_percent", None)
        if humidity is not None:
            values["vapour_hpa"] = saturation_hpa(values["temperature_c"]) * min(humidity, 100) / 100
        values["temperature_c"] += self._warmer_by_k
        return values

    def _lit(self, row: int, begins: datetime) -> dict[str, Any]:
        """The light of a row, and where it comes from."""
        columns = self._record.columns
        measured = MeasuredLight(*[columns[name][row] if name in columns else None for name in _LIGHT])
        sun = self._sun_in(begins)
        light = complete(measured, sun, begins.timetuple().tm_yday)
        return {"sun": sun, "light": light, "walls": on_walls(sun, light)}

    def _sun_in(self, begins: datetime) -> SunPosition:
        """The sun in the middle of that part of a step in which it is up; of the step, if it never is."""
        step: timedelta = self._record.step
        middle = self._sun(begins + step / 2)
        if abs(middle.elevation) > _MOVES_DEGREES_H * (step / timedelta(hours=1)):
            return middle
        looks = [self._sun(begins + (look + 0.5) / _LOOKS * step) for look in range(_LOOKS)]
        up = [sun for sun in looks if sun.elevation > 0]
        return up[len(up) // 2] if up else middle

    def _sun(self, now: datetime) -> SunPosition:
        place = self._place
        return sun_position(now, place.latitude, place.longitude, place.utc_offset_hours)
