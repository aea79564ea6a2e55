"""What became of a crowd's submissions is found by receipts and what the lab has kept."""

from __future__ import annotations

from dataclasses import asdict

import pytest

from benchmarks.service.judging import judge_kept
from benchmarks.service.lab import Kept
from benchmarks.service.student import HandedIn

CROWD = [HandedIn("a", "right"), HandedIn("b", "wrong"), HandedIn("c", "right")]
QUIET = [HandedIn("x", "right"), HandedIn("y", "wrong")]
RIGHT, WRONG = ("graded", 100, "r"), ("graded", 50, "w")
GOOD = {"a": RIGHT, "b": WRONG, "c": RIGHT, "x": RIGHT, "y": WRONG}
NONE = (None, None, None)


def kept(outcomes, *more):
    return [Kept(submission, *outcome) for submission, outcome in (*outcomes.items(), *more)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (kept(GOOD), {}),
        (kept({**GOOD, "b": NONE}), {"lost": 1}),
        (kept({name: each for name, each in GOOD.items() if name != "b"}), {"lost": 1}),
        (kept(GOOD, ("a", RIGHT)), {"doubled": 1}),
        (kept(GOOD, ("stray", NONE)), {"doubled": 1}),
        (kept({**GOOD, "c": ("graded", 100, "other trace")}), {"wrong": 1}),
        (kept({**GOOD, "c": ("infrastructure", 0, "")}), {"wrong": 1}),
    ],
    ids=["all well", "no verdict", "not kept at all", "two verdicts", "stray", "other trace", "our fault"],
)
def test_what_went_wrong_is_counted(found, expected):
    judged = asdict(judge_kept(CROWD, QUIET, found))
    assert judged == {"submissions": 3, "lost": 0, "doubled": 0, "wrong": 0, **expected}
