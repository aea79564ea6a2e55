"""After each trigger, something comes within a time (Dwyer's response; MTL's bounded "eventually")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from itertools import pairwise
from typing import ClassVar, Self

from pydantic import model_validator

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.proposition import Proposition
from exercises.rulebook.question import Question
from exercises.rulebook.span import Within
from exercises.rulebook.telling import Fields, Moment, Span
from exercises.rulebook.trigger import Trigger
from simulator.mistakes import WrongValue


class Response(Operator):
    """`response: {trigger: …, then: {path: value}, within: 5s}` or `within: [3m, 3m + 5s]`.

    With `then` it is enough that the signal has the value at some instant of the window. With `becomes` it
    has to change to the value inside the window; of the changes before the next trigger the nearest counts.
    """

    keyword = "response"
    sentences: ClassVar = {
        "late": Text(
            en="After {watched} at {trigger}, {wanted} was due by {due}; it came at {at}, {by} too late.",
            fa="پس از {watched} در ساعت {trigger}، باید تا ساعت {due} وضعیت {wanted} برقرار می‌شد؛ "
            "اما ساعت {at} برقرار شد، یعنی {by} دیر.",
        ),
        "early": Text(
            en="After {watched} at {trigger}, {wanted} was due at {due}; it came at {at}, {by} too early.",
            fa="پس از {watched} در ساعت {trigger}، باید در ساعت {due} وضعیت {wanted} برقرار می‌شد؛ "
            "اما ساعت {at} برقرار شد، یعنی {by} زود.",
        ),
        "missing": Text(
            en="After {watched} at {trigger}, {wanted} was due by {due}, but it did not come.",
            fa="پس از {watched} در ساعت {trigger}، باید تا ساعت {due} وضعیت {wanted} برقرار می‌شد، اما نشد.",
        ),
        "already": Text(
            en="After {watched} at {trigger}, {wanted} was due at {due}, but it had been so all the time.",
            fa="پس از {watched} در ساعت {trigger}، باید در ساعت {due} وضعیت {wanted} تازه برقرار می‌شد، "
            "اما از پیش همین‌طور بود.",
        ),
    }
    fields: ClassVar = {
        "late": frozenset({"trigger", "at", "due", "by"}),
        "early": frozenset({"trigger", "at", "due", "by"}),
        "missing": frozenset({"trigger", "due"}),
        "already": frozenset({"trigger", "due"}),
    }
    example: ClassVar = Example(
        rule='response: {trigger: {rise: hall_motion.occupancy}, then: {hall_lamp.state: "ON"}, within: 5s}',
        keeps={"hall_motion.occupancy": {0: False, 100: True}, "hall_lamp.state": {0: "OFF", 102: "ON"}},
        breaks={"hall_motion.occupancy": {0: False, 100: True}, "hall_lamp.state": {0: "OFF"}},
        says="After hall_motion.occupancy = on at 00:01:40, hall_lamp.state = ON was due by 00:01:45, "
        "but it did not come.",
    )

    trigger: Trigger
    then: Condition | None = None
    becomes: Condition | None = None
    within: Within

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.then is None) is (self.becomes is None):
            raise WrongValue(
                Text(
                    en="should have either then (it is so) or becomes (it changes to that)",
                    fa="باید یا then داشته باشد (چنین است) یا becomes (چنین می‌شود)",
                )
            )
        return self

    @property
    def wanted(self) -> Proposition:
        """What is asked for, as a state or as a change."""
        wanted = self.then or self.becomes
        assert wanted is not None
        return wanted

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What triggers, and what answers."""
        return {"watched": self.trigger.says(parameters), "wanted": self.wanted.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One check for each trigger whose window and tolerance lie inside the run."""
        begin, end = (edge.milliseconds(question.parameters) for edge in self.within)
        triggers = self.trigger.times(question)
        answers = _Answers(self.wanted, question, is_change=self.becomes is not None)
        following = dict(pairwise([*triggers, question.end_ms]))
        return [
            answers.check(trigger, (trigger + begin, trigger + end), following[trigger])
            for trigger in question.in_scope(triggers)
            if trigger + end + question.patience_ms <= question.end_ms
        ]


class _Answers:
    """Where in the trace the wanted state begins, and how well that answers a trigger."""

    def __init__(self, wanted: Proposition, question: Question, *, is_change: bool) -> None:
        self._question = question
        self._is_change = is_change
        self._stretches = wanted.stretches(question)
        self._changes = wanted.becomes(question)

    def check(self, trigger: int, due: tuple[int, int], following: int) -> Check:
        """The check of one trigger; `following` is the next one, which later answers belong to."""
        if self._is_change:
            answer = self._nearest_change(trigger, due, following)
        else:
            answer = self._stretches.first_instant(due[0])
        credit = 0.0 if answer is None else self._question.credit(_missed_by(answer, due))
        if credit == 1.0:
            return Check(trigger, due[1], credit)
        if answer is None or (credit == 0.0 and answer >= following):
            violation = self._absent(trigger, due)
        else:
            violation = _mistimed(trigger, answer, due)
        return Check(trigger, max(due[1], violation.at_ms), credit, violation)

    def _nearest_change(self, trigger: int, due: tuple[int, int], following: int) -> int | None:
        last = max(following, due[1] + self._question.tolerance_ms)
        first_index, end_index = bisect_left(self._changes, trigger), bisect_left(self._changes, last)
        return min(
            self._changes[first_index:end_index], key=lambda change: _missed_by(change, due), default=None
        )

    def _absent(self, trigger: int, due: tuple[int, int]) -> Violation:
        already = self._is_change and self._stretches.first_instant(due[1]) == due[1]
        fields: Fields = {"trigger": Moment(trigger), "due": Moment(due[0] if already else due[1])}
        return Violation("already" if already else "missing", due[1], None, fields)


def _missed_by(answer: int, due: tuple[int, int]) -> int:
    return max(due[0] - answer, answer - due[1], 0)


def _mistimed(trigger: int, answer: int, due: tuple[int, int]) -> Violation:
    kind, deadline = ("early", due[0]) if answer < due[0] else ("late", due[1])
    missed_by = _missed_by(answer, due)
    fields: Fields = {
        "trigger": Moment(trigger),
        "at": Moment(answer),
        "due": Moment(deadline),
        "by": Span(missed_by),
    }
    return Violation(kind, answer, missed_by, fields)


OPERATOR = Response
