"""What a rule found in a run: whether it was met, where it was broken, when, and by how much."""

from __future__ import annotations

from typing import Literal, Self

from devices.text import Text
from exercises.nearby import MessageNearby, SignalNearby
from exercises.record import Record

Outcome = Literal["satisfied", "violated", "inconclusive", "skipped"]
Visibility = Literal["shown", "hidden"]

_NOT_TOLD = Text(
    en="Details of hidden checks are not shown.",
    fa="جزئیات بررسی‌های پنهان نشان داده نمی‌شود.",
)


class Witness(Record):
    """One place in the run where a rule was broken: seconds since the start, and the words for it."""

    from_s: float
    to_s: float
    clock: str
    """Time of the simulated day at which it happened, `07:42:10`."""
    by_s: float | None
    """How much too early, too late or too long, where that can be said."""
    says: Text
    at_s: float | None = None
    """The moment of `clock` in seconds since the start."""
    replay_from_s: float | None = None
    """Where a replay of it begins: 3 s before the moment, or at the start of the run."""
    signals: tuple[SignalNearby, ...] = ()
    """What the rule speaks of: what it expects, and what happened."""
    messages: tuple[MessageNearby, ...] = ()
    """What the program did at the broker around the moment, the nearest few."""


class Finding(Record):
    """What one rule found in one run."""

    rule: str
    outcome: Outcome
    points: float
    of: float
    """Points that the rule is worth; the rules of a run are worth 100 together."""
    asks: Text
    """What the rule wants, as the exercise says it."""
    says: Text
    """What was found."""
    at_s: float | None = None
    until_s: float | None = None
    met: int = 0
    """How many of the occasions were met in full."""
    occasions: int = 0
    witnesses: tuple[Witness, ...] = ()
    hint: Text | None = None
    visibility: Visibility = "shown"
    fatal: bool = False
    run: int = 0
    """Index in the verdict's `runs`."""
    rule_index: int | None = None
    """Place of the rule in the exercise's file, from 0."""

    def for_student(self, *, hidden_run: bool) -> Self:
        """Without what a hidden rule or a hidden run must not give away: only rule and outcome stay."""
        hidden_rule = self.visibility == "hidden"
        if not hidden_rule and not hidden_run:
            return self
        return self.model_copy(
            update={
                "asks": _NOT_TOLD if hidden_rule else self.asks,
                "says": _NOT_TOLD,
                "at_s": None,
                "until_s": None,
                "met": 0,
                "occasions": 0,
                "witnesses": (),
                "hint": None,
            }
        )
