"""Figures of grading out of what was measured, and the programs that are measured."""

from __future__ import annotations

import ast

import pytest

from benchmarks.grade.measurements import HANDED_IN, Crowd, Style, summarised
from benchmarks.grade.result import Result
from benchmarks.grade.style import BUSY_FLAT, Grading, styles
from exercises.exercise import load_exercise


def grading(wall_s: float, trace: str = "a", score: int = 100) -> Grading:
    return Grading(wall_s=wall_s, cpu_s=wall_s / 2, memory_mb=100, score=score, trace_sha256=trace)


def style(wall_s: float, memory_mb: float = 100) -> Style:
    return Style(wall_s, wall_s / 2, memory_mb, 100, "a", identical=True)


RESULT = Result(
    {"a": style(0.5), "b": style(1.0, memory_mb=140), "c": style(2.5)},
    style(0.8),
    {"always": 0.04, "response": 0.06},
    Crowd(submissions=300, workers=2, wall_s=200, lost=0, wrong=1),
)


def test_a_style_is_the_median_of_its_rounds():
    measured = summarised([grading(3), grading(1), grading(2)])
    assert (measured.wall_s, measured.cpu_s, measured.identical) == (2, 1, True)


@pytest.mark.parametrize("other", [grading(1, trace="b"), grading(1, score=99)])
def test_rounds_that_differ_are_not_identical(other):
    assert not summarised([grading(1), other]).identical


def test_the_goals_are_judged_over_all_styles():
    assert RESULT.figures["p50_wall_s"] == 1.0
    assert RESULT.figures["max_wall_s"] == 2.5
    assert RESULT.figures["runs_per_hour_core"] == pytest.approx(3600 / (4.0 / 2 / 3))
    assert RESULT.figures["memory_mb"] == 140
    met = {judgement.goal.figure: judgement.met for judgement in RESULT.judgements}
    assert met == {
        "p50_wall_s": True,
        "max_wall_s": False,
        "runs_per_hour_core": True,
        "memory_mb": True,
        "slowest_rule_s": False,
        "lost": True,
        "wrong": False,
    }


def test_the_document_has_what_others_rely_on():
    document = RESULT.as_dict()
    assert {"styles", "p50_wall_s", "max_wall_s", "runs_per_hour_core", "memory_mb"} <= set(document)
    assert {"wall_s", "cpu_s", "trace_sha256", "identical"} <= set(document["styles"]["a"])


def test_the_busy_flat_has_twenty_devices_and_a_day():
    exercise = load_exercise(BUSY_FLAT)
    assert len(exercise.scenario.house.installed) == 20
    assert exercise.duration_ms == 24 * 3_600_000


def test_every_style_can_be_read_and_says_what_it_is():
    assert len(styles()) >= 9
    for task in styles():
        assert ast.get_docstring(ast.parse(task.program.read_text(encoding="utf-8"))), task.name


def test_a_solution_and_wrong_programs_are_handed_in_together():
    assert len(HANDED_IN) > 3
    assert all(task.program.is_file() for task in HANDED_IN)
