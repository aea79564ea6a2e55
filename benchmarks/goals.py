"""What a figure is to reach, and how far it did."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on one figure of ours, or on its ratio to what is measured beside it."""

    figure: str
    kind: Literal["at_least", "at_most"]
    bound: float
    of_ratio: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a goal is met; `missed_by` is the part of the bound that is wanting (0.1 = a tenth of it).

    Of a bound of nothing it is what there is.
    """

    goal: Goal
    reached: float
    missed_by: float

    @property
    def met(self) -> bool:
        return self.missed_by == 0

    def as_dict(self) -> dict[str, Any]:
        """The form of the JSON document."""
        return {
            "of": "ratio" if self.goal.of_ratio else "ours",
            self.goal.kind: self.goal.bound,
            "reached": self.reached,
            "met": self.met,
            "missed_by": self.missed_by,
        }


def judge(goal: Goal, ours: Mapping[str, float], ratio: Mapping[str, float] | None) -> Judgement | None:
    """How far the goal is met; None for one about a ratio when there is nothing to compare with."""
    if goal.of_ratio and ratio is None:
        return None
    reached = ratio[goal.figure] if goal.of_ratio and ratio is not None else ours[goal.figure]
    short = goal.bound - reached if goal.kind == "at_least" else reached - goal.bound
    return Judgement(goal, reached, max(0.0, short / (goal.bound or 1)))
