"""Whenever something begins, it lasts so long at least (minimum duration of real-time patterns)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.telling import Fields, Moment, Span


class MinDuration(Operator):
    """`min_duration: {condition: {compressor.state: "OFF"}, at_least: 5m}`.

    One check for each time that the condition became true in the scope. What was true from the start is not
    judged, nor what the end of the run cut short. The time counts to its end, also beyond the scope.
    """

    keyword = "min_duration"
    sentences: ClassVar = {
        "short": Text(
            en="{wanted} had to last at least {least} from {start} on; it ended at {at}, {by} too early.",
            fa="وضعیت {wanted} از ساعت {start} باید دست‌کم {least} برقرار می‌ماند؛ "
            "اما ساعت {at} پایان یافت، یعنی {by} زود.",
        ),
    }
    fields: ClassVar = {"short": frozenset({"start", "at", "by", "least"})}
    example: ClassVar = Example(
        rule='min_duration: {condition: {compressor.state: "OFF"}, at_least: 5m}',
        keeps={"compressor.state": {0: "ON", 100: "OFF", 400: "ON"}},
        breaks={"compressor.state": {0: "ON", 100: "OFF", 200: "ON"}},
        says="compressor.state = OFF had to last at least 5 min from 00:01:40 on; it ended at 00:03:20, "
        "3 min 20 s too early.",
    )

    condition: Condition
    at_least: Duration

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What has to last."""
        return {"wanted": self.condition.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One for each time that it began in the scope and whose length is known to suffice or not."""
        least = self.at_least.milliseconds(question.parameters)
        begun = set(question.in_scope(self.condition.becomes(question)))
        return [
            _check(start, end, least, question)
            for start, end in self.condition.stretches(question)
            if start in begun and (end < question.end_ms or end - start >= least)
        ]


def _check(start: int, end: int, least: int, question: Question) -> Check:
    missed = start + least - end
    credit = 1.0 if missed <= 0 else question.credit(missed)
    if credit == 1.0:
        return Check(start, end, 1.0)
    fields: Fields = {"start": Moment(start), "at": Moment(end), "by": Span(missed), "least": Span(least)}
    return Check(start, end, credit, Violation("short", end, missed, fields))


OPERATOR = MinDuration
