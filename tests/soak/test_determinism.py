"""The same submission leaves the same trace, however busy the machine and whatever the address layout."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from exercises.exercise import all_exercises
from exercises.grading import Grader, Seed, grade_program
from exercises.sandbox.choose import choose_sandbox

pytestmark = [pytest.mark.soak, pytest.mark.confined]


def _compute_for_ever() -> None:
    while True:
        pass


@contextmanager
def busy_machine() -> Iterator[None]:
    """Other programs take both cores."""
    others = [
        multiprocessing.get_context("spawn").Process(target=_compute_for_ever, daemon=True) for _ in range(2)
    ]
    for other in others:
        other.start()
    try:
        yield
    finally:
        for other in others:
            other.kill()
            other.join()


@pytest.mark.parametrize("exercise", all_exercises(), ids=lambda exercise: exercise.id)
def test_a_solution_leaves_the_same_trace_quiet_and_loaded(exercise, rounds: int, tmp_path: Path):
    grader = Grader(choose_sandbox(), tmp_path)
    files = {"solution.py": (exercise.folder / "solution.py").read_bytes()}

    def trace() -> str:
        verdict = grade_program(
            exercise, files, student="demo", base="lab/demo", seeds=[Seed(1)], grader=grader
        )
        assert verdict.score == 100
        return verdict.trace_sha256

    quiet = {trace() for _ in range(rounds)}
    with busy_machine():
        loaded = {trace() for _ in range(rounds)}
    assert len(quiet | loaded) == 1, "the machine's load changed a trace"
