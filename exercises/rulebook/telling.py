"""Moments, lengths of time and numbers as a person says them, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from devices.text import Text, persian_number
from exercises.rulebook.scalars import scalar_words


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of the run, in ms since its start; told as the clock time of the simulated day."""

    ms: int


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in ms; told in hours, minutes and seconds."""

    ms: int


@dataclass(frozen=True, slots=True)
class Number:
    """A number of times, or a measured value; told in the digits of each language."""

    value: float


Field = Moment | Span | Number | Text
Fields = Mapping[str, Field]


def tell(template: Text, fields: Fields, names: Mapping[str, Text], start: datetime) -> Text:
    """The template with all its places in words; `start` is the clock at the run's start."""
    return template.format(**names, **{name: in_words(field, start) for name, field in fields.items()})


def in_words(field: Field, start: datetime) -> Text:
    """One moment, span, number or description for a sentence."""
    if isinstance(field, Text):
        return field
    if isinstance(field, Number):
        return scalar_words(field.value)
    return clock(start, field.ms) if isinstance(field, Moment) else span(field.ms)


def clock(start: datetime, at_ms: int) -> Text:
    """`07:42:10`; from the second simulated day on, the day is named."""
    at = start + timedelta(milliseconds=at_ms)
    time = f"{at:%H:%M:%S}"
    day = (at.date() - start.date()).days + 1
    if day == 1:
        return Text(en=time, fa=persian_number(time))
    return Text(en=f"{time} on day {day}", fa=persian_number(f"{time} روز {day}"))


def span(ms: int) -> Text:
    """`31 s`, `2 min 5 s`, `1 h 3 min`: two units at most; a fraction of a second only below 10 s."""
    if ms < 10_000:
        seconds = f"{round(ms / 1000, 1):g}"
        return Text(en=f"{seconds} s", fa=persian_number(f"{seconds} ثانیه"))
    seconds_in_all = round(ms / 1000)
    hours, minutes, seconds_left = (
        seconds_in_all // 3600,
        seconds_in_all // 60 % 60,
        seconds_in_all % 60,
    )
    parts = [(hours, "h", "ساعت"), (minutes, "min", "دقیقه"), (seconds_left, "s", "ثانیه")]
    while parts[0][0] == 0:
        parts.pop(0)
    told = [part for part in parts[:2] if part[0]]
    return Text(
        en=" ".join(f"{amount} {unit}" for amount, unit, _ in told),
        fa=persian_number(" و ".join(f"{amount} {unit}" for amount, _, unit in told)),
    )
