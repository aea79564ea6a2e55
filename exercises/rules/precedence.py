"""Something happens only after something else (Dwyer's precedence; MTL's past "once")."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.question import Question
from exercises.rulebook.span import Within
from exercises.rulebook.stretches import Interval, Stretches
from exercises.rulebook.telling import Fields, Moment, Span
from exercises.rulebook.trigger import Trigger


class Precedence(Operator):
    """`precedence: {trigger: {rise: {gas_valve.state: OPEN}}, needs: {reset_button.action: single}}`.

    At each trigger, `needs` was true at some instant since the scope began, that of the trigger included;
    with `within: 10m` or `[5m, 10m]` at some instant so long before. With `anew: true` it became true (its
    beginning is meant) since the trigger before.
    """

    keyword = "precedence"
    sentences: ClassVar = {
        "missing": Text(
            en="{watched} at {trigger} needed {wanted} before it, and that had not been in time.",
            fa="پیش از {watched} در ساعت {trigger} باید به‌موقع وضعیت {wanted} برقرار می‌شد، اما نشده بود.",
        ),
        "late": Text(
            en="{watched} at {trigger} needed {wanted} before it; that came only at {at}, {by} too late.",
            fa="پیش از {watched} در ساعت {trigger} باید وضعیت {wanted} برقرار می‌شد؛ "
            "اما تازه ساعت {at} برقرار شد، یعنی {by} دیر.",
        ),
        "stale": Text(
            en="{watched} at {trigger} needed {wanted} shortly before it; "
            "that was last at {at}, {by} too early.",
            fa="کمی پیش از {watched} در ساعت {trigger} باید وضعیت {wanted} برقرار می‌بود؛ "
            "اما آخرین بار ساعت {at} برقرار بود، یعنی {by} زود.",
        ),
    }
    fields: ClassVar = {
        "missing": frozenset({"trigger"}),
        "late": frozenset({"trigger", "at", "by"}),
        "stale": frozenset({"trigger", "at", "by"}),
    }
    example: ClassVar = Example(
        rule="precedence: {trigger: {rise: {gas_valve.state: OPEN}}, needs: {reset_button.action: single}}",
        keeps={
            "gas_valve.state": {0: "CLOSE", 100: "OPEN"},
            "reset_button.action": {0: "", 95: "single", 96: ""},
        },
        breaks={"gas_valve.state": {0: "CLOSE", 100: "OPEN"}, "reset_button.action": {0: ""}},
        says="gas_valve.state = OPEN at 00:01:40 needed reset_button.action = single before it, and that had "
        "not been in time.",
    )

    trigger: Trigger
    needs: Condition
    within: Within | None = None
    anew: bool = False

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What happens, and what it needs."""
        return {"watched": self.trigger.says(parameters), "wanted": self.needs.says(parameters)}

    def checks(self, question: Question) -> list[Check]:
        """One for each trigger in the scope."""
        triggers = self.trigger.times(question)
        true = self._answers(question)
        checks = []
        for start, end in question.windows:
            for index in range(bisect_left(triggers, start), bisect_left(triggers, end)):
                since = max(start, triggers[index - 1] + 1) if self.anew and index else start
                window = self._window(triggers[index], since, question)
                checks.append(_check(triggers[index], since, window, true, question))
        return checks

    def _answers(self, question: Question) -> Stretches:
        if self.anew:
            return Stretches.of((at_ms, at_ms + 1) for at_ms in self.needs.becomes(question))
        return self.needs.stretches(question)

    def _window(self, trigger: int, since: int, question: Question) -> Interval:
        """Between which instants, both included, it has to have been so."""
        if self.within is None:
            return since, trigger
        nearest, furthest = (edge.milliseconds(question.parameters) for edge in self.within)
        return max(since, trigger - furthest), trigger - nearest


def _check(trigger: int, since: int, window: Interval, true: Stretches, question: Question) -> Check:
    last, following = true.last_instant(window[1]), true.first_instant(window[1])
    if last is not None and last >= window[0]:
        return Check(trigger, trigger, 1.0)
    # What was so before `since` belongs to another time, and is no answer that came too early.
    stale = None if last is None or last < since else window[0] - last
    late = None if following is None else following - window[1]
    credit_late, credit_stale = (0.0 if each is None else question.credit(each) for each in (late, stale))
    credit = max(credit_late, credit_stale)
    if credit == 1.0:
        return Check(trigger, trigger, 1.0)
    if credit_late > credit_stale:
        violation = _mistimed("late", trigger, following, late)
    elif stale is not None:
        violation = _mistimed("stale", trigger, last, stale)
    else:
        violation = Violation("missing", trigger, None, {"trigger": Moment(trigger)})
    return Check(trigger, violation.at_ms, credit, violation)


def _mistimed(kind: str, trigger: int, at: int | None, by: int | None) -> Violation:
    assert at is not None
    assert by is not None
    fields: Fields = {"trigger": Moment(trigger), "at": Moment(at), "by": Span(by)}
    return Violation(kind, max(at, trigger), by, fields)


OPERATOR = Precedence
