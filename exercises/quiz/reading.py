"""A right value: fixed, the student's own parameter, or read off the student's own house."""

from __future__ import annotations

import math
from statistics import fmean
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from devices.text import Text
from exercises.fields import Strict, check_only_one
from exercises.quiz.clock_time import ClockTime
from exercises.quiz.lived import LivedDay
from exercises.rulebook.condition import Condition
from exercises.rulebook.question import Question
from simulator.mistakes import WrongValue

Number = int | float
_WAYS = ("fixed", "value", "mean", "time_mean", "smallest", "largest", "messages", "times")


class Measurement(Strict):
    """`{mean: living_climate.temperature, from: "08:00", to: "10:00"}`: exactly one way, and its time."""

    fixed: Number | str | None = None
    """The number itself, or a parameter."""
    value: str | None = None
    """What a path was `at` a time; for a device that is what it had reported last."""
    mean: str | None = None
    """Of the path in all messages that tell it."""
    time_mean: str | None = None
    """Over time: a value that stayed long counts for more."""
    smallest: str | None = None
    largest: str | None = None
    messages: str | None = None
    """How many messages told the path."""
    times: Condition | None = None
    """How often the path became that value."""
    at: ClockTime | None = None
    from_: ClockTime | None = Field(None, alias="from")
    """Without it, from the start of the run."""
    to: ClockTime | None = None
    """This instant is not in it any more; without it, to the end of the run."""
    day: int = Field(1, ge=1)

    @model_validator(mode="after")
    def _is_sound(self) -> Self:
        check_only_one(self, _WAYS)
        if (self.value is None) is not (self.at is None):
            raise WrongValue(Text(en="value goes with at", fa="گزینهٔ value تنها همراه at می‌آید"))
        return self

    @property
    def paths(self) -> tuple[str, ...]:
        """The path that is read, if any."""
        if self.times is not None:
            return self.times.paths
        read = self.value or self.mean or self.time_mean or self.smallest or self.largest or self.messages
        return (read,) if read else ()

    def of(self, day: LivedDay) -> float | None:
        """The number; None where nothing was there to be read. Raises WrongValue for no clock time."""
        if self.fixed is not None:
            return None if isinstance(self.fixed, str) else float(self.fixed)
        if self.value is not None and self.at is not None:
            return _number(day.trace.signal(self.value).at(self.at.milliseconds(day.start, self.day)))
        begin, end = self._window(day)
        if self.times is not None:
            becomes = self.times.becomes(Question(day.trace, {}, day.trace.end_ms, day.start))
            return float(sum(begin <= at_ms < end for at_ms in becomes))
        if self.time_mean is not None:
            return _mean_over_time(day.trace.signal(self.time_mean).segments(end), begin)
        told = [value for at_ms, value in day.told(self.paths[0]) if begin <= at_ms < end]
        if self.messages is not None:
            return float(len(told))
        values = [number for value in told if (number := _number(value)) is not None]
        return self._statistic(values) if values else None

    def _statistic(self, values: list[float]) -> float:
        if self.smallest is not None:
            return min(values)
        return max(values) if self.largest is not None else fmean(values)

    def _window(self, day: LivedDay) -> tuple[int, int]:
        begin = self.from_.milliseconds(day.start, self.day) if self.from_ else 0
        end = self.to.milliseconds(day.start, self.day) if self.to else day.trace.end_ms + 1
        return begin, end


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number else None  # type: ignore[arg-type]


def _mean_over_time(segments: list[tuple[int, int, Any]], begin: int) -> float | None:
    parts = [
        (max(start, begin), end, number)
        for start, end, value in segments
        if end > begin and (number := _number(value)) is not None
    ]
    length = sum(end - start for start, end, _ in parts)
    return math.fsum((end - start) * number for start, end, number in parts) / length if length else None


def _from_scalar(written: object) -> object:
    return written if isinstance(written, dict | Measurement) else {"fixed": written}


Reading = Annotated[Measurement, BeforeValidator(_from_scalar)]
"""In files also a plain number, or `$parameter`."""
