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
                checks.append(
                    _check(triggers[index], self._window(triggers[index], since, question), true, question)
                )
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


def _check(trigger: int, window: Interval, true: Stretches, question: Question) -> Check:
    last = true.last_instant(window[1])
    if last is not None and last >= window[0]:
        return Check(trigger, trigger, 1.0)
    following = true.first_instant(window[1])
    answers = [("late", following, following - window[1])] if following is not None else []
    # What came before the scope, or the trigger before, is no answer that came too early.
    if last is not None and window[0] > 0:
        answers.append(("stale", last, window[0] - last))
    kind, at, missed_by = min(answers, key=lambda answer: answer[2], default=("missing", trigger, 0))
    credit = question.credit(missed_by) if answers else 0.0
    if credit == 1.0:
        return Check(trigger, trigger, 1.0)
    if not credit:
        return Check(trigger, trigger, 0.0, Violation("missing", trigger, None, {"trigger": Moment(trigger)}))
    fields: Fields = {"trigger": Moment(trigger), "at": Moment(at), "by": Span(missed_by)}
    violation = Violation(kind, max(at, trigger), missed_by, fields)
    return Check(trigger, max(at, trigger), credit, violation)


OPERATOR = Precedence
