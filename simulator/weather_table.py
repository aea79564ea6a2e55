"""The rows of a weather file on their way to a record: numbers read, gaps filled, mistakes gathered."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta

from devices.text import Text
from simulator.mistakes import FileMistaken, Mistake
from simulator.weather_record import COLUMNS

_MOST_MISTAKES = 20
_NOT_NUMBER = Text(en='"{cell}" should be a number', fa="«{cell}» باید عدد باشد")
_OUT_OF_RANGE = Text(
    en="{value:g} should be from {least:g} to {most:g}", fa="{value:g} باید از {least:g} تا {most:g} باشد"
)
_NO_VALUE = Text(en="has no value in any row", fa="در هیچ ردیفی مقداری ندارد")
_LIGHT_INCOMPLETE = Text(
    en="is not enough: give global_w_m2, or direct_w_m2 and diffuse_w_m2 together",
    fa="کافی نیست: global_w_m2 یا هر دو ستون direct_w_m2 و diffuse_w_m2 را بیاورید",
)


class Table:
    """Columns of numbers, None where one is missing; a mistake is remembered with its line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._columns: defaultdict[str, list[float | None]] = defaultdict(list)
        self._mistakes: list[Mistake] = []

    def mistake(self, line: int | None, field: str, wrong: Text) -> None:
        """Remember a mistake."""
        self._mistakes.append(Mistake(self.file, line, field, wrong))

    def raise_mistakes(self) -> None:
        """Raise FileMistaken with the first mistakes, if there are any."""
        if self._mistakes:
            raise FileMistaken(self._mistakes[:_MOST_MISTAKES])

    def read(
        self,
        column: str,
        cell: str,
        line: int,
        shown: str = "",
        scale: float = 1.0,
        missing: float = math.inf,
    ) -> None:
        """Add the number in a cell, times `scale`; from `missing` on it stands for a missing one.

        `shown` is what the file calls the column.
        """
        try:
            value = float(cell)
        except ValueError:
            self.mistake(line, shown or column, _NOT_NUMBER.format(cell=cell))
            return
        if value >= missing:
            self.miss(column)
            return
        least, most, _ = COLUMNS[column]
        if least <= value * scale <= most:
            self._columns[column].append(value * scale)
            return
        wrong = _OUT_OF_RANGE.format(value=value, least=least / scale, most=most / scale)
        self.mistake(line, shown or column, wrong)

    def miss(self, column: str) -> None:
        """Add that the number is missing."""
        self._columns[column].append(None)

    def complete(self, step: timedelta) -> dict[str, tuple[float, ...]]:
        """Every column without gaps. Raises FileMistaken with every mistake so far.

        What is missing is as a day before it, on the first day as in the nearest row; a column without any
        number is left out.
        """
        self.raise_mistakes()
        day = max(1, round(timedelta(days=1) / step))
        known = {name: cells for name, cells in self._columns.items() if any(c is not None for c in cells)}
        if "temperature_c" not in known:
            self.mistake(None, "temperature_c", _NO_VALUE)
        light = [name for name in ("direct_w_m2", "diffuse_w_m2") if name in known]
        if len(light) == 1 and "global_w_m2" not in known:
            self.mistake(None, light[0], _LIGHT_INCOMPLETE)
        self.raise_mistakes()
        return {name: _fill(cells, day) for name, cells in known.items()}


def _fill(cells: Sequence[float | None], day: int) -> tuple[float, ...]:
    nearest = next(cell for cell in cells if cell is not None)
    filled: list[float] = []
    for row, cell in enumerate(cells):
        nearest = cell if cell is not None else filled[row - day] if row >= day else nearest
        filled.append(nearest)
    return tuple(filled)
