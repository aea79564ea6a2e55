"""After each trigger, something holds during a time (Dwyer's response with an invariant)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Interval, Question
from exercises.rulebook.telling import Moment, Span
from exercises.rulebook.trigger import Trigger


class ResponseInvariance(Operator):
    """`response_invariance: {trigger: …, then: {path: value}, during: [5s, 3m]}`, from the trigger on."""

    keyword = "response_invariance"
    sentences: ClassVar = {
        "broken": Text(
            en="After {watched} at {trigger}, {wanted} had to hold until {until}; "
            "it ended at {at}, {by} too early.",
            fa="پس از {watched} در ساعت {trigger}، باید وضعیت {wanted} تا ساعت {until} برقرار می‌ماند؛ "
            "اما ساعت {at} پایان یافت، یعنی {by} زود.",
        ),
        "interrupted": Text(
            en="After {watched} at {trigger}, {wanted} had to hold until {until}; "
            "from {at} it did not for {by}.",
            fa="پس از {watched} در ساعت {trigger}، باید وضعیت {wanted} تا ساعت {until} برقرار می‌ماند؛ "
            "اما از ساعت {at} به مدت {by} برقرار نبود.",
        ),
        "absent": Text(
            en="After {watched} at {trigger}, {wanted} had to hold until {until}, but it never did.",
            fa="پس از {watched} در ساعت {trigger}، باید وضعیت {wanted} تا ساعت {until} برقرار می‌ماند، "
            "اما هیچ‌گاه برقرار نبود.",
        ),
    }
    fields: ClassVar = {
        "broken": frozenset({"trigger", "at", "until", "by"}),
        "interrupted": frozenset({"trigger", "at", "until", "by"}),
        "absent": frozenset({"trigger", "until"}),
    }
    can_score_time = True

    trigger: Trigger
    then: Condition
    during: tuple[Duration, Duration]

    @property
    def names(self) -> Mapping[str, str]:
        """The two conditions."""
        return {"watched": str(self.trigger.condition), "wanted": str(self.then)}

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What triggers, and what has to hold."""
        return (self.trigger.condition, self.then)

    @property
    def durations(self) -> tuple[Duration, ...]:
        """The window's ends, and the trigger's."""
        return (*self.during, *self.trigger.durations)

    def checks(self, question: Question) -> list[Check]:
        """One check for each trigger whose window lies inside the run and is not empty."""
        begin, end = (edge.milliseconds(question.parameters) for edge in self.during)
        held = self.then.intervals(question)
        triggers = self.trigger.times(question)
        return [
            _check(trigger, (trigger + begin, trigger + end), held, question)
            for trigger in triggers
            if begin < end and trigger + end <= question.end_ms
        ]


def _check(trigger: int, window: Interval, held: list[Interval], question: Question) -> Check:
    gaps = _gaps(window, held)
    lost = sum(end - start for start, end in gaps)
    credit = question.credit(lost)
    if credit == 1.0:
        return Check(trigger, window[1], credit)
    if question.by_time:
        credit = 1.0 - lost / (window[1] - window[0])
    return Check(trigger, window[1], credit, _violation(trigger, window, gaps))


def _gaps(window: Interval, held: list[Interval]) -> list[Interval]:
    """The parts of the window in which it did not hold; `held` is sorted."""
    start, end = window
    gaps = []
    for index in range(bisect_right(held, start, key=lambda interval: interval[1]), len(held)):
        from_ms, to_ms = held[index]
        if from_ms >= end:
            break
        if from_ms > start:
            gaps.append((start, from_ms))
        start = to_ms
    return [*gaps, (start, end)] if start < end else gaps


def _violation(trigger: int, window: Interval, gaps: list[Interval]) -> Violation:
    start, end = max(gaps, key=lambda gap: gap[1] - gap[0])
    fields = {"trigger": Moment(trigger), "until": Moment(window[1])}
    if (start, end) == window:
        return Violation("absent", start, end - start, fields)
    kind = "broken" if end == window[1] else "interrupted"
    return Violation(kind, start, end - start, {**fields, "at": Moment(start), "by": Span(end - start)})


OPERATOR = ResponseInvariance
