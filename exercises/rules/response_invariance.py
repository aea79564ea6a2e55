"""After each trigger, something holds during a time (Dwyer's response with an invariant)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.stretches import Interval, Stretches, length_of, longest
from exercises.rulebook.telling import Fields, Moment, Span
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
    example: ClassVar = Example(
        rule="response_invariance: {trigger: {each: {hall_motion.occupancy: true}}, "
        'then: {hall_lamp.state: "ON"}, during: [5s, $time]}',
        keeps={"hall_motion.occupancy": {0: False, 100: True}, "hall_lamp.state": {0: "OFF", 101: "ON"}},
        breaks={
            "hall_motion.occupancy": {0: False, 100: True},
            "hall_lamp.state": {0: "OFF", 101: "ON", 150: "OFF"},
        },
        says="After hall_motion.occupancy = true at 00:01:40, hall_lamp.state = ON had to hold "
        "until 00:02:40; it ended at 00:02:30, 10 s too early.",
    )
    can_score_time = True

    trigger: Trigger
    then: Condition
    during: tuple[Duration, Duration]

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What triggers, and what has to hold."""
        return {"watched": self.trigger.says(parameters), "wanted": self.then.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One check for each trigger whose window lies inside the run and is not empty."""
        begin, end = (edge.milliseconds(question.parameters) for edge in self.during)
        held = self.then.stretches(question)
        return [
            _check(trigger, (trigger + begin, trigger + end), held, question)
            for trigger in question.in_scope(self.trigger.times(question))
            if begin < end and trigger + end <= question.end_ms
        ]


def _check(trigger: int, window: Interval, held: Stretches, question: Question) -> Check:
    length = window[1] - window[0]
    weight = float(length) if question.by_time else 1.0
    if held.covers(window):
        return Check(trigger, window[1], 1.0, weight=weight)
    missing = held.gaps(window)
    lost = length_of(missing)
    credit = question.credit(lost)
    if credit == 1.0:
        return Check(trigger, window[1], credit, weight=weight)
    if question.by_time:
        credit = 1.0 - lost / length
    return Check(trigger, window[1], credit, _violation(trigger, window, missing), weight)


def _violation(trigger: int, window: Interval, missing: list[Interval]) -> Violation:
    start, end = longest(missing)
    fields: Fields = {"trigger": Moment(trigger), "until": Moment(window[1])}
    if (start, end) == window:
        return Violation("absent", start, end - start, fields)
    kind = "broken" if end == window[1] else "interrupted"
    return Violation(kind, start, end - start, {**fields, "at": Moment(start), "by": Span(end - start)})


OPERATOR = ResponseInvariance
