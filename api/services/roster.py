"""Reading a class's roster from a CSV file as schools have them: any usual separator, Persian or English."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from api.services.names import latin_digits, name_key
from devices.text import Text

MOST_ROWS = 1000
_LONGEST_NAME = 120
_LONGEST_NUMBER = 32
_LONGEST_LINE = 4000
_PIN_LENGTHS = range(4, 33)
_SEPARATORS = ",;\t"

_TITLES: Mapping[str, Sequence[str]] = {
    "name": ("name", "full name", "first name", "student", "نام", "نام و نام خانوادگی", "نام هنرجو"),
    "family": ("family name", "last name", "surname", "نام خانوادگی"),
    "number": ("number", "student number", "id", "student id", "شماره", "شماره هنرجو", "شماره هنرجویی"),
    "pin": ("pin", "رمز عددی", "رمز", "پین"),
}
"""What the columns are called; the first of each is what is recommended."""
_COLUMN_OF = {name_key(title): column for column, titles in _TITLES.items() for title in titles}

_NOT_UTF8 = Text(
    en="is not UTF-8 text; in Excel choose “CSV UTF-8” when saving",
    fa="متن UTF-8 نیست؛ در اکسل هنگام ذخیره «CSV UTF-8» را برگزینید",
)
_NO_HEADER = Text(
    en="must name the columns: name, number, pin; only name is needed",
    fa="باید ستون‌ها را نام ببرد: نام، شماره، رمز عددی؛ تنها نام لازم است",
)
_TWICE = Text(en="names the column “{title}” twice", fa="ستون «{title}» را دو بار نام می‌برد")
_TOO_MANY = Text(en="is one too many: at most {most} students", fa="بیش از اندازه است: حداکثر {most} هنرجو")
_NO_NAME = Text(en="has no name", fa="نام ندارد")
_LONG_NAME = Text(en="has a name longer than {most} letters", fa="نامی بلندتر از {most} حرف دارد")
_LONG_NUMBER = Text(en="has a number longer than {most} signs", fa="شماره‌ای بلندتر از {most} نویسه دارد")
_BAD_PIN = Text(en="has a PIN that is not 4 to 32 signs long", fa="رمز عددی‌ای دارد که ۴ تا ۳۲ نویسه نیست")
_CONTROL_SIGN = Text(en="holds a sign that cannot be seen", fa="نویسه‌ای نادیدنی دارد")
_MORE_FIELDS = Text(en="has more fields than there are columns", fa="بیش از شمار ستون‌ها مقدار دارد")
_SAME_NAME = Text(
    en="has the same name as line {other}; add something to tell the two apart",
    fa="همان نام سطر {other} را دارد؛ چیزی بیفزایید تا این دو از هم شناخته شوند",
)
_SAME_NUMBER = Text(en="has the same number as line {other}", fa="همان شمارهٔ سطر {other} را دارد")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """A student as the file tells; `line` counts from 1."""

    line: int
    name: str
    number: str | None
    pin: str | None


@dataclass(frozen=True, slots=True)
class RosterMistake:
    """What is wrong in a line; the words follow its number."""

    line: int
    says: Text


@dataclass(frozen=True, slots=True)
class Roster:
    """What a file tells, and what in it cannot be used."""

    rows: tuple[RosterRow, ...] = ()
    mistakes: tuple[RosterMistake, ...] = ()
    ignored_columns: tuple[str, ...] = ()


def read_roster(content: bytes) -> Roster:
    """The roster of a CSV file in UTF-8, one student a line; nothing in it raises an error."""
    try:
        lines = content.decode("utf-8-sig").splitlines() or [""]
    except UnicodeDecodeError as error:
        return Roster(mistakes=(RosterMistake(content.count(b"\n", 0, error.start) + 1, _NOT_UTF8),))
    separator = max(_SEPARATORS, key=lines[0].count)
    titles = _fields(lines[0], separator)
    columns = [_COLUMN_OF.get(name_key(title)) for title in titles]
    problem = _problem_of_header(titles, columns)
    if problem is not None:
        return Roster(mistakes=(RosterMistake(1, problem),))
    students = [
        (number, fields)
        for number, fields in enumerate((_fields(line, separator) for line in lines[1:]), start=2)
        if any(_told(fields, columns).values()) or any(fields[len(columns) :])
    ]
    found = [_read(number, fields, columns) for number, fields in students[:MOST_ROWS]]
    rows = tuple(each for each in found if isinstance(each, RosterRow))
    mistakes = [each for each in found if isinstance(each, RosterMistake)]
    mistakes += _repetitions(rows)
    mistakes += [
        RosterMistake(number, _TOO_MANY.format(most=MOST_ROWS)) for number, _ in students[MOST_ROWS:][:1]
    ]
    ignored = tuple(title for title, column in zip(titles, columns, strict=True) if column is None and title)
    return Roster(rows, tuple(sorted(mistakes, key=lambda each: each.line)), ignored)


def _fields(line: str, separator: str) -> list[str]:
    # A line at a time: a quotation mark that is never closed spoils its own line only.
    fields = next(csv.reader([line[:_LONGEST_LINE]], delimiter=separator), [])
    return [" ".join(field.split()) for field in fields]


def _problem_of_header(titles: Sequence[str], columns: Sequence[str | None]) -> Text | None:
    for title, column in zip(titles, columns, strict=True):
        if column is not None and columns.count(column) > 1:
            return _TWICE.format(title=title)
    return None if "name" in columns else _NO_HEADER


def _read(line: int, fields: Sequence[str], columns: Sequence[str | None]) -> RosterRow | RosterMistake:
    if any(fields[len(columns) :]):
        return RosterMistake(line, _MORE_FIELDS)
    told = _told(fields, columns)
    name = f"{told.get('name', '')} {told.get('family', '')}".strip()
    number, pin = (latin_digits(told.get(column, "")) or None for column in ("number", "pin"))
    problem = _problem_of_student(name, number, pin)
    return RosterRow(line, name, number, pin) if problem is None else RosterMistake(line, problem)


def _told(fields: Sequence[str], columns: Sequence[str | None]) -> dict[str, str]:
    """What a line says in the columns that are known: a list may count on where it has no students."""
    return {column: field for column, field in zip(columns, fields, strict=False) if column is not None}


def _problem_of_student(name: str, number: str | None, pin: str | None) -> Text | None:
    if not name:
        return _NO_NAME
    if len(name) > _LONGEST_NAME:
        return _LONG_NAME.format(most=_LONGEST_NAME)
    if number is not None and len(number) > _LONGEST_NUMBER:
        return _LONG_NUMBER.format(most=_LONGEST_NUMBER)
    if pin is not None and len(pin) not in _PIN_LENGTHS:
        return _BAD_PIN
    if any(unicodedata.category(sign) == "Cc" for sign in name + (number or "") + (pin or "")):
        return _CONTROL_SIGN
    return None


def _repetitions(rows: Sequence[RosterRow]) -> Iterator[RosterMistake]:
    names: dict[str, int] = {}
    numbers: dict[str, int] = {}
    for row in rows:
        first = names.setdefault(name_key(row.name), row.line)
        if first != row.line:
            yield RosterMistake(row.line, _SAME_NAME.format(other=first))
        if row.number is not None and (first := numbers.setdefault(row.number, row.line)) != row.line:
            yield RosterMistake(row.line, _SAME_NUMBER.format(other=first))
