"""Something holds until something else comes (MTL's "until", weak where no time is given)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.lapses import noticed
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.proposition import Proposition
from exercises.rulebook.question import Question
from exercises.rulebook.stretches import Interval, length_of, longest, moments_in
from exercises.rulebook.telling import Fields, Moment, Span
from exercises.rulebook.trigger import Trigger


class Until(Operator):
    """`until: {holds: siren.state, until: {panel.armed: false}, trigger: {rise: door.alarm}}`.

    From each trigger, or else from the start of each time of the scope, `holds` is true up to the first
    instant at which `until` is true. With `within` that has to come so soon; without, it need not come, and
    `holds` is asked for to the end of the scope. While `holds` is unknown it is not asked for.
    """

    keyword = "until"
    can_score_time = True
    sentences: ClassVar = {
        "broken": Text(
            en="From {start} on {wanted} had to hold until {released}; "
            "from {at} it did not for {by}: {found}.",
            fa="از ساعت {start} وضعیت {wanted} باید تا برقراری {released} برقرار می‌ماند؛ "
            "اما از ساعت {at} به مدت {by} برقرار نبود: {found}.",
        ),
        "late": Text(
            en="After {start}, {released} was due by {due}; it came at {at}, {by} too late.",
            fa="پس از ساعت {start}، باید تا ساعت {due} وضعیت {released} برقرار می‌شد؛ "
            "اما ساعت {at} برقرار شد، یعنی {by} دیر.",
        ),
        "missing": Text(
            en="After {start}, {released} was due by {due}, but it did not come.",
            fa="پس از ساعت {start}، باید تا ساعت {due} وضعیت {released} برقرار می‌شد، اما نشد.",
        ),
    }
    fields: ClassVar = {
        "broken": frozenset({"start", "at", "by", "found"}),
        "late": frozenset({"start", "due", "at", "by"}),
        "missing": frozenset({"start", "due"}),
    }
    example: ClassVar = Example(
        rule="until: {holds: {siren.state: ON}, until: {panel.armed: false}, "
        "trigger: {rise: {door.alarm: true}}, within: 5m}",
        keeps={
            "door.alarm": {0: False, 100: True},
            "siren.state": {0: "OFF", 100: "ON", 300: "OFF"},
            "panel.armed": {0: True, 300: False},
        },
        breaks={
            "door.alarm": {0: False, 100: True},
            "siren.state": {0: "OFF", 100: "ON", 200: "OFF"},
            "panel.armed": {0: True, 300: False},
        },
        says="From 00:01:40 on siren.state = ON had to hold until panel.armed = false; from 00:03:20 it did "
        "not for 1 min 40 s: siren.state was OFF.",
    )

    holds: Condition
    until: Condition
    within: Duration | None = None
    trigger: Trigger | None = None

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What has to hold, and what ends that."""
        return {"wanted": self.holds.says(parameters), "released": self.until.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One for each beginning whose time, if it has one, was seen to its end."""
        judged = _Judged(self.holds, self.until, question)
        within = None if self.within is None else self.within.milliseconds(question.parameters)
        triggers = None if self.trigger is None else self.trigger.times(question)
        found = []
        for window in question.windows:
            for start in [window[0]] if triggers is None else moments_in(triggers, window):
                if within is None:
                    found.append(judged.check(start, window[1], None))
                elif start + within + question.patience_ms <= question.end_ms:
                    found.append(judged.check(start, start + within, start + within))
        return [check for check in found if check is not None]


class _Judged:
    """The run, in which the two conditions were evaluated once for all beginnings."""

    def __init__(self, holds: Proposition, until: Proposition, question: Question) -> None:
        self._holds = holds
        self._question = question
        self._released = until.stretches(question)
        self._false = holds.stretches(question, when=False)
        self._known_from = next(iter(holds.truth(question).times), question.end_ms)

    def check(self, start: int, end: int, due: int | None) -> Check | None:
        """What came of a beginning that is judged up to `end`; None where nothing was known."""
        question = self._question
        released = self._released.first_instant(start)
        stop = end if released is None else min(end, released)
        if due is None and stop > start and self._known_from >= stop:
            return None
        lapses = noticed(self._false.within((start, stop)), question)
        lost, length = length_of(lapses), max(1, stop - start)
        held = 1.0 - lost / length if question.by_time else question.credit(lost)
        came = 1.0
        if due is not None:
            came = 0.0 if released is None else question.credit(max(0, released - due))
        weight = float(length) if question.by_time else 1.0
        if lapses:
            violation = self._broken(start, longest(lapses))
        elif came < 1.0 and due is not None:
            violation = _overdue(start, due, released if came else None)
        else:
            return Check(start, stop, 1.0, weight=weight)
        return Check(start, max(stop, violation.at_ms), min(held, came), violation, weight)

    def _broken(self, start: int, lapse: Interval) -> Violation:
        at, length = lapse[0], lapse[1] - lapse[0]
        found = self._holds.found(self._question, at)
        fields: Fields = {"start": Moment(start), "at": Moment(at), "by": Span(length), "found": found}
        return Violation("broken", at, length, fields)


def _overdue(start: int, due: int, released: int | None) -> Violation:
    fields: Fields = {"start": Moment(start), "due": Moment(due)}
    if released is None:
        return Violation("missing", due, None, fields)
    late = released - due
    return Violation("late", released, late, {**fields, "at": Moment(released), "by": Span(late)})


OPERATOR = Until
