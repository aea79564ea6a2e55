"""A proof in pieces: each call grades one thing more, and the earlier verdicts are remembered.

The check of an exercise always tries the same things in the same order, so that its n-th grading can be
answered with the n-th verdict of an earlier call.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from exercises.exercise import Exercise
from exercises.grading import seeds_of
from exercises.kind import Files, Grader, Seed
from exercises.proving.results import CheckedExercise, CheckedProgram
from exercises.proving.workbench import Grade, Workbench, workbench
from exercises.quality import check_exercise
from exercises.verdict import Verdict

MORE_SEEDS = 2
"""Beside the exercise's own, for the solutions."""

Bench = Callable[[Exercise], Workbench]
"""Where the proof of an exercise is tried."""


@dataclass(frozen=True, slots=True)
class Tried:
    """How far a proof has come; the whole result only when nothing is left to try."""

    programs: tuple[CheckedProgram, ...]
    verdict: Verdict | None
    """Of what was graded in this call; None if everything had been before."""
    result: CheckedExercise | None


def installed_bench(secret: bytes, grader: Grader) -> Bench:
    """Tries with the hidden seeds of this installation.

    How much memory programs hold is not looked at: others' programs may run in this process meanwhile.
    """

    def bench(exercise: Exercise) -> Workbench:
        whole = workbench(exercise, grader, seeds_of(exercise, secret), MORE_SEEDS)
        return replace(whole, memory_mb=lambda: None)

    return bench


def try_next(exercise: Exercise, bench: Workbench, earlier: Sequence[Verdict]) -> Tried:
    """Grade what comes after `earlier`. Raises what `check_exercise` raises."""
    programs: list[CheckedProgram] = []
    once = _Once(bench.grade, iter(earlier))
    try:
        result = check_exercise(exercise, replace(bench, grade=once.grade), programs.append)
    except _EnoughError:
        result = None
    return Tried(tuple(programs), once.fresh, result)


class _EnoughError(Exception):
    """One thing was graded, and the next one is another call's."""


@dataclass(slots=True)
class _Once:
    real: Grade
    earlier: Iterator[Verdict]
    fresh: Verdict | None = field(default=None)

    def grade(self, exercise: Exercise, files: Files, student: str, seeds: Sequence[Seed]) -> Verdict:
        known = next(self.earlier, None)
        if known is not None:
            return known
        if self.fresh is not None:
            raise _EnoughError
        self.fresh = self.real(exercise, files, student, seeds)
        return self.fresh
