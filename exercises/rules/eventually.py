"""Something comes to be so (Dwyer's existence; MTL's "eventually")."""

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


class Eventually(Operator):
    """`eventually: {condition: {pump.state: "ON"}, within: 10m}`, or the condition alone.

    One check for each time of the scope: at some instant from its start until `within` later, or else until
    its end, the condition is true. Where the scope ends before its time is over, nothing is asked.
    """

    keyword = "eventually"
    shorthand = "condition"
    kept: ClassVar = Text(en="It came in time.", fa="به‌موقع برقرار شد.")
    sentences: ClassVar = {
        "late": Text(
            en="{wanted} was due by {due}; it came at {at}, {by} too late.",
            fa="وضعیت {wanted} باید تا ساعت {due} برقرار می‌شد؛ اما ساعت {at} برقرار شد، یعنی {by} دیر.",
        ),
        "missing": Text(
            en="{wanted} was due by {due}, but it did not come.",
            fa="وضعیت {wanted} باید تا ساعت {due} برقرار می‌شد، اما نشد.",
        ),
    }
    fields: ClassVar = {"late": frozenset({"due", "at", "by"}), "missing": frozenset({"due"})}
    example: ClassVar = Example(
        rule='eventually: {condition: {pump.state: "ON"}, within: $time}',
        keeps={"pump.state": {0: "OFF", 60: "ON"}},
        breaks={"pump.state": {0: "OFF"}},
        says="pump.state = ON was due by 00:01:00, but it did not come.",
    )

    condition: Condition
    within: Duration | None = None

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What has to come."""
        return {"wanted": self.condition.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One for each time of the scope that leaves the time in which it is due."""
        true = self.condition.stretches(question)
        checks = []
        for start, end in question.windows:
            due = end
            if self.within is not None:
                due = start + self.within.milliseconds(question.parameters)
                if due > end or due + question.patience_ms > question.end_ms:
                    continue
            checks.append(_check(start, due, true.first_instant(start), question))
        return checks


def _check(start: int, due: int, came: int | None, question: Question) -> Check:
    credit = 0.0 if came is None else question.credit(max(0, came - due))
    if credit == 1.0:
        return Check(start, due, 1.0)
    if came is None or credit == 0.0:
        return Check(start, due, 0.0, Violation("missing", due, None, {"due": Moment(due)}))
    late = came - due
    fields: Fields = {"due": Moment(due), "at": Moment(came), "by": Span(late)}
    return Check(start, came, credit, Violation("late", came, late, fields))


OPERATOR = Eventually
