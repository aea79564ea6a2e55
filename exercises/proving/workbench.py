"""Where proofs are tried: hands in, as any student, what a proof needs to have graded."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from exercises.exercise import Exercise
from exercises.grading import grade_submission
from exercises.kind import Files, Grader, Seed, Setting
from exercises.kinds import kind_of
from exercises.proving.memory import most_memory_mb
from exercises.verdict import Verdict

Grade = Callable[[Exercise, Files, str, Sequence[Seed]], Verdict]
"""Grades what a student hands in, on these seeds."""
Prepare = Callable[[Exercise, Files, str, str], Files]
"""What the first student hands in by files of the proof: his own, or copied from the second."""


@dataclass(frozen=True, slots=True)
class Workbench:
    """`seeds` are the public and the hidden ones; `more_seeds` are tried for the proof alone."""

    grade: Grade
    prepare: Prepare
    seeds: Sequence[Seed]
    more_seeds: Sequence[Seed] = ()
    memory_mb: Callable[[], float | None] = lambda: None
    """The most that any program held which was run so far."""


def workbench(exercise: Exercise, grader: Grader, seeds: Sequence[Seed], more: int) -> Workbench:
    """One on which things are really run, with so many seeds more than the exercise has."""

    def grade(asked: Exercise, files: Files, student: str, on: Sequence[Seed]) -> Verdict:
        return grade_submission(asked, files, student=student, base=_base(student), seeds=on, grader=grader)

    def prepare(asked: Exercise, files: Files, student: str, copied_from: str) -> Files:
        kind = kind_of(asked)
        setting = _setting(asked, copied_from, grader)
        own = asked.filled_with(setting.parameters)
        return (kind.prepared if student == copied_from else kind.copied)(own, files, setting)

    more_seeds = tuple(Seed(_seed(exercise, number)) for number in range(more))
    return Workbench(grade, prepare, seeds, more_seeds, most_memory_mb)


def _setting(exercise: Exercise, student: str, grader: Grader) -> Setting:
    seed = kind_of(exercise).seeds(exercise, student, tuple(map(Seed, exercise.seeds)))[0]
    parameters = exercise.parameters_for(student)
    return Setting(_base(student), parameters, seed.value, grader, lambda _: None)


def _base(student: str) -> str:
    return f"lab/{student}"


def _seed(exercise: Exercise, number: int) -> int:
    digest = hashlib.sha256(f"{exercise.id}\n{exercise.version}\nproof\n{number}".encode()).digest()
    return int.from_bytes(digest[:6], "big")
