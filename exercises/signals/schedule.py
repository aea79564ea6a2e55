"""A number that follows the clock of the house: a target, or a limit that differs by day and night."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, ClassVar

from pydantic import Field

from exercises.rulebook.amount import Amount
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.question import Question
from simulator.quantities import DAY_MS, TimeOfDay
from simulator.signal import Signal

_MILLISECOND = timedelta(milliseconds=1)


class ScheduleSignal(DerivedSignal):
    """`schedule: {"06:00": 21, "22:30": $night}`: each number from its time of day on, on every day."""

    keyword = "schedule"
    shorthand = "by_time"
    example: ClassVar = SignalExample(
        signal='schedule: {"00:00": 18, "00:05": $limit}',
        run={},
        values={0: 18, 299: 18, 300: 5},
    )

    by_time: Annotated[Mapping[TimeOfDay, Amount], Field(min_length=1)]

    def signal(self, question: Question) -> Signal:
        """From the start of the run on: before the first time of a day the last one goes on."""
        midnight = question.start.replace(hour=0, minute=0, second=0, microsecond=0)
        since_midnight_ms = (question.start - midnight) // _MILLISECOND
        numbers = sorted((at_ms, amount.value(question.parameters)) for at_ms, amount in self.by_time.items())
        days = range(-DAY_MS - since_midnight_ms, question.end_ms + 1, DAY_MS)
        return Signal((max(0, day_ms + at_ms), number) for day_ms in days for at_ms, number in numbers)


KIND = ScheduleSignal
