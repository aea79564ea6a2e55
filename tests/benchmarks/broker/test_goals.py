from __future__ import annotations

import pytest

from benchmarks.broker.goals import RATIOS, ratios
from benchmarks.goals import Goal, judge

OURS = dict.fromkeys(RATIOS, 3.0)
THEIRS = dict.fromkeys(RATIOS, 2.0)


def test_ratios_are_ours_to_mosquittos():
    assert ratios({**OURS, "qos0_cpu_us": 1.0}, THEIRS) == dict.fromkeys(RATIOS, 1.5)


@pytest.mark.parametrize(
    ("kind", "bound", "missed_by"),
    [("at_least", 1.5, 0), ("at_least", 2.0, 0.25), ("at_most", 1.5, 0), ("at_most", 1.0, 0.5)],
)
def test_a_goal_is_met_or_missed_by_a_part_of_its_bound(kind, bound, missed_by):
    judgement = judge(Goal("connects_s", kind, bound), OURS, ratios(OURS, THEIRS))
    assert judgement is not None
    assert judgement.reached == 1.5
    assert judgement.met == (missed_by == 0)
    assert judgement.as_dict() == {
        "of": "ratio",
        kind: bound,
        "reached": 1.5,
        "met": missed_by == 0,
        "missed_by": missed_by,
    }


def test_a_goal_in_units_needs_nothing_to_compare_with():
    judgement = judge(Goal("idle_kb_per_connection", "at_most", 5.0, of_ratio=False), OURS, None)
    assert judgement is not None
    assert judgement.reached == 3.0
    assert judgement.met


def test_a_goal_against_mosquitto_is_not_judged_without_it():
    assert judge(Goal("connects_s", "at_least", 1.0), OURS, None) is None
