"""Something happens so many times and no oftener (Dwyer's bounded existence)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import ClassVar, Self

from pydantic import model_validator

from devices.text import Text
from exercises.rulebook.amount import Amount
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import scalar_words
from exercises.rulebook.stretches import moments_in
from exercises.rulebook.telling import Fields, Moment, Number
from exercises.rulebook.trigger import Trigger
from simulator.mistakes import WrongValue


class BoundedExistence(Operator):
    """`bounded_existence: {trigger: {rise: compressor.state}, at_most: 6, per: 1h}`, or `at_least`.

    Without `per` one check for each time of the scope: the number of triggers in it is within the bounds.
    With `per` one check for each trigger: in the time `per` that ends with it, it included, there are no more
    than `at_most`. A program that does nothing keeps the first kind, and cannot be judged by the second.
    """

    keyword = "bounded_existence"
    sentences: ClassVar = {
        "too_many": Text(
            en="From {from} to {until} at most {at_most} of these may come: {watched}. There were {count}; "
            "the one at {at} was too many.",
            fa="از ساعت {from} تا {until} حداکثر {at_most} بار مجاز بود: {watched}. "
            "اما {count} بار پیش آمد و آنچه ساعت {at} پیش آمد اضافی بود.",
        ),
        "too_few": Text(
            en="From {from} to {until} at least {at_least} of these had to come: {watched}. "
            "There were {count}.",
            fa="از ساعت {from} تا {until} دست‌کم {at_least} بار لازم بود: {watched}. اما {count} بار پیش آمد.",
        ),
    }
    fields: ClassVar = {
        "too_many": frozenset({"from", "until", "at", "count"}),
        "too_few": frozenset({"from", "until", "count"}),
    }
    example: ClassVar = Example(
        rule="bounded_existence: {trigger: {rise: compressor.state}, at_most: 2, per: 5m}",
        keeps={"compressor.state": {0: "OFF", 60: "ON", 120: "OFF", 400: "ON"}},
        breaks={
            "compressor.state": {0: "OFF", 60: "ON", 80: "OFF", 100: "ON", 120: "OFF", 140: "ON"},
        },
        says="From 00:00:00 to 00:02:20 at most 2 of these may come: compressor.state = on. There were 3; "
        "the one at 00:02:20 was too many.",
    )

    trigger: Trigger
    at_least: Amount | None = None
    at_most: Amount | None = None
    per: Duration | None = None

    @model_validator(mode="after")
    def _is_bounded(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise WrongValue(
                Text(en="should have at_least or at_most", fa="باید at_least یا at_most داشته باشد")
            )
        if self.per is not None and self.at_least is not None:
            raise WrongValue(
                Text(
                    en="per goes with at_most only; recurrence says how often something has to come",
                    fa="گزینهٔ per تنها با at_most به کار می‌رود؛ برای کمینهٔ تکرار، recurrence را بنویسید",
                )
            )
        return self

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What is counted, and the bounds."""
        bounds = {"at_least": self.at_least, "at_most": self.at_most}
        told = {
            name: scalar_words(each.value(parameters)) for name, each in bounds.items() if each is not None
        }
        return {"watched": self.trigger.says(parameters), **told}

    def checks(self, question: Question) -> list[Check]:
        """One for each time of the scope, or for each trigger."""
        triggers = self.trigger.times(question)
        if self.per is None:
            return [
                self._in_all(window[0], window[1], moments_in(triggers, window), question.parameters)
                for window in question.windows
            ]
        per, limit = self.per.milliseconds(question.parameters), self._limits(question.parameters)[1]
        checks = []
        for window in question.windows:
            inside = moments_in(triggers, window)
            for number, at in enumerate(inside, start=1):
                start = max(window[0], at - per)
                count = number - bisect_right(inside, at - per)
                checks.append(_too_many(start, at, at, count) if count > limit else Check(at, at, 1.0))
        return checks

    def _limits(self, parameters: Parameters) -> tuple[float, float]:
        low = 0.0 if self.at_least is None else float(self.at_least.value(parameters))
        return low, float("inf") if self.at_most is None else float(self.at_most.value(parameters))

    def _in_all(self, start: int, end: int, moments: Sequence[int], parameters: Parameters) -> Check:
        low, high = self._limits(parameters)
        count = len(moments)
        if count > high:
            return _too_many(start, end, moments[int(high)], count)
        if count < low:
            fields: Fields = {"from": Moment(start), "until": Moment(end), "count": Number(count)}
            return Check(start, end, 0.0, Violation("too_few", end, None, fields))
        return Check(start, end, 1.0)


def _too_many(start: int, end: int, at: int, count: int) -> Check:
    fields: Fields = {"from": Moment(start), "until": Moment(end), "at": Moment(at), "count": Number(count)}
    return Check(start, end, 0.0, Violation("too_many", at, None, fields))


OPERATOR = BoundedExistence
