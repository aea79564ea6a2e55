"""EnergyPlus weather files: eight lines of heading, then 35 columns an hour.

Meaning and missing values of the columns after EnergyPlus, *Auxiliary Programs*, "EnergyPlus Weather File
Data Dictionary". Hour 1 is 00:00 to 01:00; radiation and rain are those of the hour, the rest is of its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from devices.text import Text
from simulator.weather_record import RecordedPlace, WeatherRecord
from simulator.weather_table import Table

_HEADING_LINES = 8
_COLUMNS = 35
_PLAIN_YEAR, _LEAP_YEAR = 2023, 2024
"""The years of an EPW file differ from month to month; these stand for them."""


class _Column(NamedTuple):
    number: int
    title: str
    missing: float
    """This and whatever is more means that the value is missing."""
    scale: float = 1.0


_READ = {
    "temperature_c": _Column(7, "dry bulb temperature", 99.9),
    "humidity_percent": _Column(9, "relative humidity", 999),
    "pressure_hpa": _Column(10, "atmospheric pressure", 999_999, 0.01),
    "infrared_w_m2": _Column(13, "horizontal infrared radiation", 9999),
    "global_w_m2": _Column(14, "global horizontal radiation", 9999),
    "direct_w_m2": _Column(15, "direct normal radiation", 9999),
    "diffuse_w_m2": _Column(16, "diffuse horizontal radiation", 9999),
    "wind_from_degrees": _Column(21, "wind direction", 999),
    "wind_m_s": _Column(22, "wind speed", 999),
    "cloud": _Column(23, "total sky cover", 99, 0.1),
    "rain_mm_h": _Column(34, "liquid precipitation depth", 999),
}
_PLACE = {
    "latitude": (6, -90.0, 90.0),
    "longitude": (7, -180.0, 180.0),
    "utc_offset_hours": (8, -12.0, 14.0),
    "altitude_m": (9, -1000.0, 9999.9),
}

_TOO_SHORT = Text(
    en="should be an EPW file: {heading} lines of heading, then a line for each hour",
    fa="باید فایل EPW باشد: {heading} سطر سرآغاز و سپس برای هر ساعت یک سطر",
)
_NO_LOCATION = Text(
    en="should begin with LOCATION, city, …, latitude, longitude, time zone, elevation",
    fa="باید به شکل LOCATION, city, …, latitude, longitude, time zone, elevation باشد",
)
_PLACE_WRONG = Text(
    en='"{cell}" should be a number from {least:g} to {most:g}',
    fa="«{cell}» باید عددی از {least:g} تا {most:g} باشد",
)
_ROW_WIDTH = Text(en="has {found} columns; an EPW file has {expected}",
                  fa="{found} ستون دارد؛ فایل EPW باید {expected} ستون داشته باشد")  # fmt: skip
_ONLY_HOURLY = Text(
    en="has {found} rows an hour; only files with one are read",
    fa="در هر ساعت {found} ردیف دارد؛ فقط فایل ساعتی خوانده می‌شود",
)
_NOT_A_TIME = Text(
    en="should begin with year, month, day and hour (1 to 24), such as 1998,1,1,1",
    fa="باید با سال و ماه و روز و ساعت (۱ تا ۲۴) آغاز شود، مانند 1998,1,1,1",
)
_OUT_OF_TURN = Text(
    en="is {found}; after the row before it this should be {expected} (month-day hour)",
    fa="{found} است؛ پس از ردیف پیش از خود باید {expected} باشد (ماه-روز ساعت)",
)


def read_epw(lines: Sequence[str], file: str) -> WeatherRecord:
    """The record in the lines of an EPW file. Raises FileMistaken."""
    table = Table(file)
    rows = [
        (number, line.split(","))
        for number, line in enumerate(lines, start=1)
        if number > _HEADING_LINES and line.strip()
    ]
    if not rows:
        table.mistake(len(lines) or 1, "", _TOO_SHORT.format(heading=_HEADING_LINES))
    table.raise_mistakes()
    place = _read_place(lines[0].split(","), table)
    _check_hourly(lines[_HEADING_LINES - 1].split(","), table)
    begins = _read_times(rows, table)
    for number, cells in rows:
        _read_row(cells, number, table)
    step = timedelta(hours=1)
    return WeatherRecord(file, begins, step, table.complete(step), instants_at_end=True, place=place)


def _read_place(cells: Sequence[str], table: Table) -> RecordedPlace:
    if cells[0].strip().upper() != "LOCATION" or len(cells) < 10:
        table.mistake(1, "LOCATION", _NO_LOCATION)
        table.raise_mistakes()
    return RecordedPlace(**{name: _read_degree(cells, name, table) for name in _PLACE})


def _read_degree(cells: Sequence[str], name: str, table: Table) -> float:
    index, least, most = _PLACE[name]
    cell = cells[index].strip()
    try:
        value = float(cell)
    except ValueError:
        value = most + 1
    if not least <= value <= most:
        table.mistake(1, f"LOCATION, {name}", _PLACE_WRONG.format(cell=cell, least=least, most=most))
    return value


def _check_hourly(cells: Sequence[str], table: Table) -> None:
    """The last line of the heading says how many rows an hour has."""
    if cells[0].strip().upper() == "DATA PERIODS" and len(cells) > 2 and cells[2].strip() != "1":
        table.mistake(_HEADING_LINES, "DATA PERIODS", _ONLY_HOURLY.format(found=cells[2].strip()))


def _read_times(rows: Sequence[tuple[int, Sequence[str]]], table: Table) -> datetime:
    """When the first row's hour begins; every other must follow in turn."""
    is_leap = any(_month_day(cells) == ("2", "29") for _, cells in rows)
    expected: datetime | None = None
    begins: datetime | None = None
    for number, cells in rows:
        found = _hour_begins(cells, _LEAP_YEAR if is_leap else _PLAIN_YEAR)
        if found is None:
            table.mistake(number, "", _NOT_A_TIME)
            break
        if expected is not None and _turn(found) != _turn(expected):
            wrong = _OUT_OF_TURN.format(found=_written(found), expected=_written(expected))
            table.mistake(number, "", wrong)
            break
        begins = begins or found
        expected = (found if expected is None else expected) + timedelta(hours=1)
    table.raise_mistakes()
    return begins or datetime(_PLAIN_YEAR, 1, 1)  # noqa: DTZ001 - the file's own time


def _month_day(cells: Sequence[str]) -> tuple[str, str]:
    return (cells[1].strip(), cells[2].strip()) if len(cells) > 2 else ("", "")


def _hour_begins(cells: Sequence[str], year: int) -> datetime | None:
    try:
        month, day, hour = (int(cell) for cell in cells[1:4])
        return datetime(year, month, day, hour - 1)  # noqa: DTZ001 - the file's own time
    except ValueError:
        return None


def _turn(hour_begins: datetime) -> tuple[int, int, int]:
    """What the file has of a time; its years differ."""
    return hour_begins.month, hour_begins.day, hour_begins.hour


def _written(hour_begins: datetime) -> str:
    return f"{hour_begins:%m-%d} {hour_begins.hour + 1}"


def _read_row(cells: Sequence[str], line: int, table: Table) -> None:
    # Files of before 2000 lack the last columns, those of rain among them.
    if len(cells) < _READ["cloud"].number:
        table.mistake(line, "", _ROW_WIDTH.format(found=len(cells), expected=_COLUMNS))
        return
    for name, (number, title, missing, scale) in _READ.items():
        cell = cells[number - 1] if len(cells) >= number else ""
        if cell and not cell.isspace():
            table.read(name, cell, line, f"{title} ({number})", scale, missing)
        else:
            table.miss(name)
