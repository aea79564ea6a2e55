"""Weather from a table that a person made: comma-separated, with named columns.

The column `at` has the local time of each row (ISO 8601), in equal steps; without it the rows are the hours
from 1 January. Sunlight and rain are the means from a row's time to the next one's; the rest is of its time.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import datetime, timedelta

from devices.text import Text
from simulator.mistakes import unknown
from simulator.weather_record import COLUMNS, WeatherRecord
from simulator.weather_table import Table

_AT = "at"
_FIRST = datetime(2023, 1, 1)  # noqa: DTZ001 - the file's own time
_LONGEST_STEP = timedelta(hours=3)
_EMPTY = Text(
    en="should begin with the names of its columns, such as at,temperature_c,humidity_percent",
    fa="باید با نام ستون‌ها آغاز شود، مانند at,temperature_c,humidity_percent",
)
_REQUIRED = Text(en="is required as a column", fa="ستونی است که باید نوشته شود")
_TWICE = Text(en="stands twice", fa="دو بار آمده است")
_ROW_WIDTH = Text(en="has {found} cells; the heading names {expected} columns",
                  fa="{found} سلول دارد؛ سرستون‌ها {expected} تا هستند")  # fmt: skip
_NOT_A_TIME = Text(
    en='"{cell}" should be a local time such as 2027-01-14T13:00',
    fa="«{cell}» باید زمان محلی مانند 2027-01-14T13:00 باشد",
)
_UNEQUAL = Text(
    en="is {found}; rows stand at equal steps, so this should be {expected}",
    fa="{found} است؛ فاصلهٔ ردیف‌ها باید برابر باشد، پس اینجا باید {expected} بیاید",
)
_STEP = Text(
    en="rows should stand from one minute to three hours apart",
    fa="فاصلهٔ ردیف‌ها باید از یک دقیقه تا سه ساعت باشد",
)
_FEW_ROWS = Text(
    en="should have at least two rows below the heading", fa="باید زیر سرستون‌ها دست‌کم دو ردیف داشته باشد"
)


def read_csv(lines: Sequence[str], file: str) -> WeatherRecord:
    """The record in the lines of a table. Raises FileMistaken."""
    table = Table(file)
    reader = csv.reader(lines)
    heading = [cell.strip() for cell in next(reader, [])]
    _check_heading(heading, table)
    rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    if len(rows) < 2:
        table.mistake(len(lines), "", _FEW_ROWS)
    for line, cells in rows:
        if len(cells) != len(heading):
            table.mistake(line, "", _ROW_WIDTH.format(found=len(cells), expected=len(heading)))
    table.raise_mistakes()
    times = [(line, cells[heading.index(_AT)].strip()) for line, cells in rows] if _AT in heading else []
    begins, step = _read_times(times, table) if times else (_FIRST, timedelta(hours=1))
    for line, cells in rows:
        _read_row(heading, cells, line, table)
    return WeatherRecord(file, begins, step, table.complete(step))


def _check_heading(heading: Sequence[str], table: Table) -> None:
    if not any(heading):
        table.mistake(1, "", _EMPTY)
    else:
        for index, name in enumerate(heading):
            if name not in (_AT, *COLUMNS):
                table.mistake(1, name, unknown(name, [_AT, *COLUMNS]))
            elif name in heading[:index]:
                table.mistake(1, name, _TWICE)
        if "temperature_c" not in heading:
            table.mistake(1, "temperature_c", _REQUIRED)
    table.raise_mistakes()


def _read_times(cells: Sequence[tuple[int, str]], table: Table) -> tuple[datetime, timedelta]:
    """When the first row is, and the step from each to the next."""
    times = [(line, _read_time(cell, line, table)) for line, cell in cells]
    table.raise_mistakes()
    begins = times[0][1]
    step = times[1][1] - begins
    if not timedelta(minutes=1) <= step <= _LONGEST_STEP:
        table.mistake(times[1][0], _AT, _STEP)
    for row, (line, time) in enumerate(times):
        expected = begins + row * step
        if time != expected:
            table.mistake(line, _AT, _UNEQUAL.format(found=time.isoformat(), expected=expected.isoformat()))
            break
    table.raise_mistakes()
    return begins, step


def _read_time(cell: str, line: int, table: Table) -> datetime:
    try:
        time = datetime.fromisoformat(cell)
    except ValueError:
        time = None
    if time is None or time.tzinfo is not None:
        table.mistake(line, _AT, _NOT_A_TIME.format(cell=cell))
        return _FIRST
    return time


def _read_row(heading: Sequence[str], cells: Sequence[str], line: int, table: Table) -> None:
    for name, cell in zip(heading, cells, strict=True):
        if name == _AT:
            continue
        if cell.strip():
            table.read(name, cell.strip(), line)
        else:
            table.miss(name)
