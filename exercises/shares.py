"""Shares the points of a run out between rules and what else an exercise judges."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence

from exercises.finding import Finding
from exercises.rule import RuleBase

Judged = tuple[float, Callable[[float], Finding]]
"""A weight, and what makes a finding for the points that it comes to."""


def with_shares(
    rules: Sequence[RuleBase], found: Iterable[Finding], judged: Sequence[Judged]
) -> tuple[Finding, ...]:
    """All findings of a run, which are worth 100 together; those of rules come last."""
    by_rules = math.fsum(rule.weight for rule in rules)
    whole = by_rules + math.fsum(weight for weight, _ in judged)
    own = [judge(100 * weight / whole) for weight, judge in judged]
    share = by_rules / whole
    scaled = [
        finding.model_copy(update={"points": finding.points * share, "of": finding.of * share})
        for finding in found
    ]
    return (*own, *scaled)
