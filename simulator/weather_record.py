"""Weather as it was recorded: rows at equal steps in local time, and when they apply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

_YEAR = timedelta(days=365)


class Column(NamedTuple):
    """A quantity that a record may have, and the range of what it can be."""

    least: float
    most: float
    is_mean: bool = False
    """Whether a value is the mean over its step; otherwise it is that of an instant."""


COLUMNS = {
    "temperature_c": Column(-80, 60),
    "humidity_percent": Column(0, 110),
    "pressure_hpa": Column(300, 1100),
    "global_w_m2": Column(0, 1500, is_mean=True),
    "direct_w_m2": Column(0, 1500, is_mean=True),
    "diffuse_w_m2": Column(0, 1500, is_mean=True),
    "infrared_w_m2": Column(50, 700),
    "cloud": Column(0, 1),
    "wind_m_s": Column(0, 80),
    "wind_from_degrees": Column(0, 360),
    "rain_mm_h": Column(0, 300, is_mean=True),
    "pm25_ug_m3": Column(0, 20_000),
}


class RecordedPlace(NamedTuple):
    """Where the weather was recorded: degrees, metres, hours."""

    latitude: float
    longitude: float
    altitude_m: float
    utc_offset_hours: float


@dataclass(frozen=True, slots=True)
class WeatherRecord:
    """Rows of weather, a column for each quantity of `COLUMNS` that the file has."""

    file: str
    begins: datetime
    """When the step of the first row begins."""
    step: timedelta
    columns: Mapping[str, tuple[float, ...]] = field(repr=False)
    instants_at_end: bool = False
    """Whether the instants (temperatures …) are those of the end of each step, as in EPW files."""
    place: RecordedPlace | None = None

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return len(self.columns["temperature_c"])

    @property
    def ends(self) -> datetime:
        """When the step of the last row ends."""
        return self.begins + self.rows * self.step

    @property
    def is_whole_year(self) -> bool:
        """Whether every time of the year is covered, so that the record begins again at its end."""
        return self.rows * self.step >= _YEAR

    def find(self, now: datetime) -> datetime | None:
        """The time in the record that stands for a local time: itself, or the same time of another year."""
        years = (now.year, self.begins.year, self.begins.year + 1)
        moments = (_in_year(now, year) for year in years)
        return next((moment for moment in moments if self.begins <= moment < self.ends), None)


def _in_year(now: datetime, year: int) -> datetime:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    day = 28 if (now.month, now.day) == (2, 29) and not is_leap else now.day
    return now.replace(year=year, day=day)
