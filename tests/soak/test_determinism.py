"""The same submission leaves the same trace, however busy the machine and whatever the address layout."""

from __future__ import annotations

from pathlib import Path

import pytest

from exercises.exercise import all_exercises
from exercises.grading import Grader, Seed, grade_submission
from exercises.sandbox.choose import choose_sandbox
from tests.soak.busy_machine import busy_machine

pytestmark = [pytest.mark.soak, pytest.mark.confined]


@pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.id)
def test_a_solution_leaves_the_same_trace_quiet_and_loaded(exercise, rounds: int, tmp_path: Path):
    grader = Grader(choose_sandbox(), tmp_path)
    files = {"solution.py": (exercise.folder / "solution.py").read_bytes()}

    def trace() -> str:
        verdict = grade_submission(
            exercise, files, student="demo", base="lab/demo", seeds=[Seed(1)], grader=grader
        )
        assert verdict.score == 100
        return verdict.trace_sha256

    quiet = {trace() for _ in range(rounds)}
    with busy_machine():
        loaded = {trace() for _ in range(rounds)}
    assert len(quiet | loaded) == 1, "the machine's load changed a trace"
