"""Whenever something is so, it lasts so long at most (maximum duration of real-time patterns)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.stretches import common
from exercises.rulebook.telling import Fields, Moment, Span


class MaxDuration(Operator):
    """`max_duration: {condition: {front_door.contact: false}, at_most: 10m}`.

    One check for each time that the condition is true, within the scope. What the scope or the run cut short
    is judged only where it was already too long.
    """

    keyword = "max_duration"
    sentences: ClassVar = {
        "long": Text(
            en="{wanted} may last at most {most}, so from {start} until {due}; it lasted until {at}, {by} "
            "too long.",
            fa="وضعیت {wanted} حداکثر {most} یعنی از ساعت {start} تا {due} مجاز بود؛ "
            "اما تا ساعت {at} ادامه یافت، یعنی {by} بیش از حد.",
        ),
    }
    fields: ClassVar = {"long": frozenset({"start", "due", "at", "by", "most"})}
    example: ClassVar = Example(
        rule="max_duration: {condition: {front_door.contact: false}, at_most: $time}",
        keeps={"front_door.contact": {0: True, 100: False, 150: True}},
        breaks={"front_door.contact": {0: True, 100: False, 200: True}},
        says="front_door.contact = false may last at most 1 min, so from 00:01:40 until 00:02:40; it lasted "
        "until 00:03:20, 40 s too long.",
    )

    condition: Condition
    at_most: Duration

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What has to last."""
        return {"wanted": self.condition.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One for each time that its length is known to be right or too long."""
        most = self.at_most.milliseconds(question.parameters)
        true = self.condition.stretches(question)
        begun, ended = set(self.condition.becomes(question)), set(self.condition.becomes(question, now=False))
        return [
            _check(start, end, most, question)
            for start, end in common(question.windows, true)
            if (start in begun and end in ended) or end - start > most + question.patience_ms
        ]


def _check(start: int, end: int, most: int, question: Question) -> Check:
    missed = end - start - most
    credit = 1.0 if missed <= 0 else question.credit(missed)
    if credit == 1.0:
        return Check(start, end, 1.0)
    moments: Fields = {"start": Moment(start), "due": Moment(start + most), "at": Moment(end)}
    fields: Fields = {**moments, "by": Span(missed), "most": Span(most)}
    return Check(start, end, credit, Violation("long", start + most, missed, fields))


OPERATOR = MaxDuration
