"""Something comes again and again (Dwyer's universality of existence; MTL's "globally eventually within")."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from pydantic import model_validator

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.stretches import Interval, moments_in
from exercises.rulebook.telling import Fields, Moment, Span
from exercises.rulebook.trigger import Trigger
from simulator.mistakes import WrongValue


class Recurrence(Operator):
    """`recurrence: {trigger: {each: {meter.state: "ON"}}, every: 10m}`, or with `condition` in place of it.

    From the start of each time of the scope, and after each trigger, the next follows no later than `every`.
    With `condition` the time counts from when it ceased to be true until it is true again. One check for each
    such time that ends with a trigger, and for the last if it was already too long when the scope ended.
    """

    keyword = "recurrence"
    sentences: ClassVar = {
        "late": Text(
            en="After {start}, {watched} was due again by {due}; it came at {at}, {by} too late.",
            fa="پس از ساعت {start}، باید تا ساعت {due} دوباره این پیش می‌آمد: {watched}؛ "
            "اما ساعت {at} پیش آمد، یعنی {by} دیر.",
        ),
        "missing": Text(
            en="After {start}, {watched} was due again by {due}, but up to {at} it did not come.",
            fa="پس از ساعت {start}، باید تا ساعت {due} دوباره این پیش می‌آمد: {watched}؛ اما تا ساعت "
            "{at} پیش نیامد.",
        ),
    }
    fields: ClassVar = {
        "late": frozenset({"start", "due", "at", "by"}),
        "missing": frozenset({"start", "due", "at"}),
    }
    example: ClassVar = Example(
        rule="recurrence: {trigger: {each: {meter.power: {at_least: 0}}}, every: 5m}",
        keeps={"meter.power": {0: 0, 120: 5.5, 400: 6.0}},
        breaks={"meter.power": {0: 0, 120: 5.5}},
        says="After 00:02:00, meter.power at least 0 was due again by 00:07:00, "
        "but up to 00:10:00 it did not come.",
    )

    trigger: Trigger | None = None
    condition: Condition | None = None
    every: Duration

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.trigger is None) is (self.condition is None):
            raise WrongValue(
                Text(
                    en="should have either trigger or condition", fa="باید یا trigger یا condition داشته باشد"
                )
            )
        return self

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What has to come again."""
        recurring = self.trigger or self.condition
        assert recurring is not None
        return {"watched": recurring.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One for each time without it."""
        every = self.every.milliseconds(question.parameters)
        if self.trigger is not None:
            times = self.trigger.times(question)
            occurrences = [[(at, at) for at in moments_in(times, window)] for window in question.windows]
        else:
            assert self.condition is not None
            true = self.condition.stretches(question)
            occurrences = [true.within(window) for window in question.windows]
        return [
            check
            for window, inside in zip(question.windows, occurrences, strict=True)
            for check in _absences(window, inside, every, question)
        ]


def _absences(window: Interval, inside: list[Interval], every: int, question: Question) -> list[Check]:
    checks, since = [], window[0]
    for start, end in inside:
        checks.append(_check(since, start, every, question))
        since = end
    if window[1] - since > every + question.patience_ms:
        fields: Fields = {"start": Moment(since), "due": Moment(since + every), "at": Moment(window[1])}
        missing = Violation("missing", since + every, window[1] - since - every, fields)
        checks.append(Check(since, window[1], 0.0, missing))
    return checks


def _check(since: int, came: int, every: int, question: Question) -> Check:
    late = came - since - every
    credit = 1.0 if late <= 0 else question.credit(late)
    if credit == 1.0:
        return Check(since, came, 1.0)
    fields: Fields = {
        "start": Moment(since),
        "due": Moment(since + every),
        "at": Moment(came),
        "by": Span(late),
    }
    return Check(since, came, credit, Violation("late", came, late, fields))


OPERATOR = Recurrence
