"""The gradebook as CSV, for Excel and other systems."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from api.services.gradebook.grade import Grade
from api.services.gradebook.table import Column, Gradebook, Row
from api.services.moments import HERE, in_jalali
from devices.text import Text

Calendar = Literal["jalali", "gregorian"]
Language = Literal["en", "fa"]

_NAME = Text(en="name", fa="نام")
_NUMBER = Text(en="number", fa="شماره")
_TOTAL = Text(en="total", fa="نمرهٔ کل")
_DUE = Text(en="{title} (due {due})", fa="{title} (تا {due})")
_DETAILS = (
    Text(en="attempts", fa="تعداد ارسال"),
    Text(en="days late", fa="روزهای تأخیر"),
    Text(en="handed in", fa="زمان ارسال"),
    Text(en="given by the teacher", fa="نمرهٔ هنرآموز"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a spreadsheet takes for the beginning of a formula, also after blanks."""


def written(gradebook: Gradebook, calendar: Calendar, language: Language, *, details: bool) -> str:
    """The gradebook as CSV, with the mark of UTF-8 in front, without which Excel spoils Persian names.

    Scores are plain numbers. With `details`, each assignment has further columns beside its score.
    """
    sheet = _Sheet(calendar, language, details)
    lines = io.StringIO()
    writer = csv.writer(lines)
    writer.writerow([harmless(cell) for cell in sheet.heading(gradebook)])
    for student in gradebook.students:
        cells = sheet.line(student, gradebook.assignments)
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in cells])
    return "\N{BYTE ORDER MARK}" + lines.getvalue()


def harmless(cell: str) -> str:
    """The cell as text even to a spreadsheet that would calculate it: with an apostrophe before a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


class _Sheet:
    def __init__(self, calendar: Calendar, language: Language, details: bool) -> None:
        self._calendar = calendar
        self._language = language
        self._details = details

    def heading(self, gradebook: Gradebook) -> Iterator[str]:
        yield from (self._say(_NUMBER), self._say(_NAME))
        for column in gradebook.assignments:
            title = self._title(column)
            yield title
            if self._details:
                yield from (f"{title} – {self._say(detail)}" for detail in _DETAILS)
        yield self._say(_TOTAL)

    def line(self, student: Row, columns: tuple[Column, ...]) -> Iterator[str | float | None]:
        yield from (student.number, student.name)
        for column in columns:
            grade = student.grades[column.id]
            yield grade.score
            if self._details:
                yield from self._details_of(grade)
        yield student.total

    def _details_of(self, grade: Grade) -> Iterator[str | float | None]:
        yield grade.attempts
        yield grade.days_late
        yield self._moment(grade.handed_in_at) if grade.handed_in_at else None
        yield grade.override.reason if grade.override else None

    def _title(self, column: Column) -> str:
        title = self._say(column.title)
        if column.due_at is None:
            return title
        # In Latin digits, as everything in a file that programs read.
        template = _DUE.en if self._language == "en" else _DUE.fa
        return template.format(title=title, due=self._moment(column.due_at))

    def _moment(self, moment: datetime) -> str:
        if self._calendar == "jalali":
            return in_jalali(moment)
        return moment.astimezone(HERE).strftime("%Y-%m-%d %H:%M")

    def _say(self, text: Text) -> str:
        return text.en if self._language == "en" else text.fa
