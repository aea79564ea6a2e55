"""What the lab's broker is to reach, measured by Mosquitto in the same run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

RATIOS = (
    "qos0_msgs_s",
    "qos1_msgs_s",
    "p50_ms",
    "p99_ms",
    "fan_in_cpu_us",
    "fan_out_msgs_s",
    "idle_kb_per_connection",
    "connects_s",
    "connects_as_shipped_s",
)


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound on one figure of ours, or on its ratio to Mosquitto's."""

    figure: str
    kind: Literal["at_least", "at_most"]
    bound: float
    of_ratio: bool = True


GOALS = (
    Goal("qos0_msgs_s", "at_least", 1.0),
    Goal("qos1_msgs_s", "at_least", 1.0),
    Goal("p99_ms", "at_most", 2.0),
    Goal("idle_kb_per_connection", "at_most", 5.0, of_ratio=False),
    Goal("connects_s", "at_least", 1.0),
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a goal is met; `missed_by` is the part of the bound that is wanting (0.1 = a tenth of it)."""

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


def ratios(ours: Mapping[str, float], mosquitto: Mapping[str, float]) -> dict[str, float]:
    """Our figures divided by Mosquitto's."""
    return {name: ours[name] / mosquitto[name] for name in RATIOS}


def judge(goal: Goal, ours: Mapping[str, float], ratio: Mapping[str, float] | None) -> Judgement | None:
    """How far the goal is met; None for one about a ratio when there is nothing to compare with."""
    if goal.of_ratio and ratio is None:
        return None
    reached = ratio[goal.figure] if goal.of_ratio and ratio is not None else ours[goal.figure]
    short = goal.bound - reached if goal.kind == "at_least" else reached - goal.bound
    return Judgement(goal, reached, max(0.0, short / goal.bound))
