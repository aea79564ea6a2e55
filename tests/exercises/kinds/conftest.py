"""A new exercise of each kind, as `khaneh exercise new` makes it, and a grader for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from exercises.exercise import Exercise, read_exercise
from exercises.grading import Grader, Seed, grade_submission
from exercises.kinds import kind_of
from exercises.proving.workbench import workbench
from exercises.sandbox.choose import choose_sandbox
from exercises.scaffold import new_exercise
from exercises.submission import read_submission
from exercises.verdict import Verdict


@pytest.fixture(scope="session")
def grader(tmp_path_factory: pytest.TempPathFactory) -> Grader:
    return Grader(choose_sandbox(), tmp_path_factory.mktemp("modules"))


@dataclass(frozen=True)
class Lesson:
    """An exercise, and what comes of what is handed in."""

    exercise: Exercise
    grader: Grader

    def proof(self, file: str, student: str = "sara", copied_from: str | None = None) -> dict[str, bytes]:
        """What a student hands in by a file of the proof."""
        bench = workbench(self.exercise, self.grader, (Seed(1),), 0)
        files = read_submission(self.exercise.folder / file)
        return dict(bench.prepare(self.exercise, files, student, copied_from or student))

    def grade(self, files: dict[str, bytes | str], student: str = "sara") -> Verdict:
        contents = {name: text.encode() if isinstance(text, str) else text for name, text in files.items()}
        return grade_submission(
            self.exercise,
            contents,
            student=student,
            base=f"lab/{student}",
            seeds=(Seed(1),),
            grader=self.grader,
        )

    def worthless(self) -> dict[str, dict[str, bytes]]:
        own = self.exercise.filled_with(self.exercise.parameters_for("sara"))
        return {name: dict(files) for name, files in kind_of(own).worthless(own).items()}


@pytest.fixture(scope="session")
def lesson_of(grader: Grader, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Lesson]:
    catalog = tmp_path_factory.mktemp("catalog")
    made: dict[str, Lesson] = {}

    def lesson(kind: str) -> Lesson:
        if kind not in made:
            folder: Path = new_exercise(f"new-{kind.replace('_', '-')}", "u1", catalog, kind)
            made[kind] = Lesson(read_exercise(folder), grader)
        return made[kind]

    return lesson


def findings_of(verdict: Verdict) -> dict[str, str]:
    return {finding.rule: finding.outcome for finding in verdict.findings}
