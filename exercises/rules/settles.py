"""A quantity comes into a band in time and stays there (settling time of control engineering)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from pydantic import Field

from devices.text import Text
from exercises.rulebook.comparing import Comparing
from exercises.rulebook.comparison import Comparison
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.lapses import noticed
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from exercises.rulebook.stretches import Interval, length_of, longest, moments_in
from exercises.rulebook.telling import Fields, Moment, Span
from exercises.rulebook.trigger import Trigger


class Settles(Operator):
    """`settles: {path: room.lounge.temperature, band: [20, 22], within: 30m, after: {changes: …}, for: 2h}`.

    After each trigger, or else after the start of each time of the scope, the value is in the band from
    `within` on: until the next trigger or the end of the scope, and at most during `for`. What those overtook
    is judged only if the time `within`, and `for` if there is one, had passed. The credit is for the time
    outside of the band from then on; lapses no longer than the grace are overlooked.
    """

    keyword = "settles"
    can_score_time = True
    sentences: ClassVar = {
        "late": Text(
            en="After {start}, {wanted} was due from {due} on; it settled at {at}, {by} too late.",
            fa="پس از ساعت {start}، وضعیت {wanted} باید از ساعت {due} برقرار می‌بود؛ "
            "اما ساعت {at} پایدار شد، یعنی {by} دیر.",
        ),
        "left": Text(
            en="After {start}, {wanted} was due from {due} on; at {at} it was left for {by}: {found}.",
            fa="پس از ساعت {start}، وضعیت {wanted} باید از ساعت {due} برقرار می‌ماند؛ "
            "اما از ساعت {at} به مدت {by} برقرار نبود: {found}.",
        ),
        "never": Text(
            en="After {start}, {wanted} was due from {due} on, but it never settled: at {at} {found}.",
            fa="پس از ساعت {start}، وضعیت {wanted} باید از ساعت {due} برقرار می‌بود، اما پایدار نشد: "
            "ساعت {at} {found}.",
        ),
    }
    fields: ClassVar = {
        "late": frozenset({"start", "due", "at", "by"}),
        "left": frozenset({"start", "due", "at", "by", "found"}),
        "never": frozenset({"start", "due", "at", "found"}),
    }
    example: ClassVar = Example(
        rule="settles: {path: room.lounge.temperature, band: [20, 22], within: 2m}",
        keeps={"room.lounge.temperature": {0: 18.0, 60: 21.0, 200: 21.5}},
        breaks={"room.lounge.temperature": {0: 18.0, 60: 21.0, 200: 22.5, 230: 21.0}},
        says="After 00:00:00, room.lounge.temperature between 20 and 22 was due from 00:02:00 on; "
        "at 00:03:20 it was left for 30 s: room.lounge.temperature was 22.5, off by 0.5.",
    )

    path: Path
    band: Comparison
    within: Duration
    after: Trigger | None = None
    for_: Duration | None = Field(None, alias="for")

    @property
    def wanted(self) -> Comparing:
        """What has to be so in the end."""
        return Comparing(self.path, self.band)

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """The band."""
        return {"wanted": self.wanted.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One for each beginning after which there was time to settle and to be seen settled."""
        within = self.within.milliseconds(question.parameters)
        lasting = None if self.for_ is None else self.for_.milliseconds(question.parameters)
        triggers = None if self.after is None else self.after.times(question)
        outside = self.wanted.stretches(question, when=False)
        checks = []
        for window in question.windows:
            starts = [window[0]] if triggers is None else moments_in(triggers, window)
            for start, end in zip(starts, [*starts[1:], window[1]], strict=False):
                due = start + within
                seen = end if lasting is None else due + lasting
                if due < seen <= end:
                    checks.append(self._check(start, (due, seen), outside.within((due, seen)), question))
        return checks

    def _check(self, start: int, due: Interval, outside: list[Interval], question: Question) -> Check:
        lapses = noticed(outside, question)
        lost, weight = length_of(lapses), float(due[1] - due[0]) if question.by_time else 1.0
        credit = 1.0 - lost / (due[1] - due[0]) if question.by_time else question.credit(lost)
        if not lapses:
            return Check(start, due[1], 1.0, weight=weight)
        return Check(start, due[1], credit, self._violation(start, due, lapses, question), weight)

    def _violation(self, start: int, due: Interval, lapses: list[Interval], question: Question) -> Violation:
        moments: Fields = {"start": Moment(start), "due": Moment(due[0])}
        if lapses[-1][1] == due[1]:
            at = lapses[-1][0]
            worst = self.wanted.worst_moment(question, lapses[-1])
            found = self.wanted.found(question, worst)
            return Violation("never", at, due[1] - at, {**moments, "at": Moment(worst), "found": found})
        if len(lapses) == 1 and lapses[0][0] == due[0]:
            at, late = lapses[0][1], lapses[0][1] - due[0]
            return Violation("late", at, late, {**moments, "at": Moment(at), "by": Span(late)})
        at, length = longest(lapses)[0], length_of([longest(lapses)])
        found = self.wanted.found(question, self.wanted.worst_moment(question, longest(lapses)))
        return Violation(
            "left", at, length, {**moments, "at": Moment(at), "by": Span(length), "found": found}
        )


OPERATOR = Settles
