"""A state changes to no other than the allowed states: the transitions of a state machine."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import ClassVar

from pydantic import Field

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.operator import Check, Operator, Violation
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import scalar_words
from exercises.rulebook.telling import Fields, Moment


class Transitions(Operator):
    """`transitions: {path: panel.state, allowed: {disarmed: [armed], armed: [disarmed, alarm]}}`.

    One check for each change of the value in the scope. From a state that is not named nothing is allowed.
    """

    keyword = "transitions"
    sentences: ClassVar = {
        "forbidden": Text(
            en="At {at} {path} changed from {before} to {now}; from {before} it may change to: {allowed}.",
            fa="ساعت {at} مقدار {path} از {before} به {now} تغییر کرد؛ از {before} تنها به این‌ها می‌تواند "
            "تغییر کند: {allowed}.",
        )
    }
    fields: ClassVar = {"forbidden": frozenset({"at", "before", "now", "allowed"})}
    example: ClassVar = Example(
        rule="transitions: {path: panel.state, allowed: {disarmed: [armed], armed: [disarmed, alarm]}}",
        keeps={"panel.state": {0: "disarmed", 60: "armed", 90: "alarm"}},
        breaks={"panel.state": {0: "disarmed", 60: "alarm"}},
        says="At 00:01:00 panel.state changed from disarmed to alarm; from disarmed it may change to: armed.",
    )

    path: Path
    allowed: Mapping[str, tuple[str, ...]] = Field(min_length=1)

    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """Whose changes they are."""
        return {"path": scalar_words(self.path)}

    def checks(self, question: Question) -> list[Check]:
        """One for each change."""
        signal = question.signal(self.path)
        turns = pairwise(zip(signal.times, map(_state, signal.values), strict=True))
        changes = {at_ms: (before, now) for (_, before), (at_ms, now) in turns}
        return [self._check(at_ms, *changes[at_ms]) for at_ms in question.in_scope(list(changes))]

    def _check(self, at_ms: int, before: str, now: str) -> Check:
        allowed = self.allowed.get(before, ())
        if now in allowed:
            return Check(at_ms, at_ms, 1.0)
        listed = ", ".join(allowed) or "–"
        fields: Fields = {
            "at": Moment(at_ms),
            "before": scalar_words(before),
            "now": scalar_words(now),
            "allowed": scalar_words(listed),
        }
        return Check(at_ms, at_ms, 0.0, Violation("forbidden", at_ms, None, fields))


def _state(value: object) -> str:
    return scalar_words(value).en


OPERATOR = Transitions
