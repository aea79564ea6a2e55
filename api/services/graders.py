"""The way in which this installation grades: its confinement, its hidden seeds, its students' base topics."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from api.services.exercises import Catalogue
from api.services.grading import Grade, Report
from api.services.labs import lab_base
from exercises.grading import Grader, grade_program, seeds_of
from exercises.sandbox.choose import choose_sandbox
from exercises.verdict import Verdict


def confined_grade(secret: str, folder: Path) -> Grade:
    """Grades in the proven sandbox of this machine; compiled modules are kept in `folder`.

    `secret` is the installation's. Raises SandboxUnavailable, whose words say what to do.
    """
    catalogue = Catalogue()
    grader = Grader(choose_sandbox(), folder)

    def grade(exercise_id: str, files: Mapping[str, bytes], student: str, report: Report) -> Verdict:
        exercise = catalogue.find(exercise_id)
        return grade_program(
            exercise,
            files,
            student=student,
            base=lab_base(secret, student, exercise.id),
            seeds=seeds_of(exercise, secret.encode()),
            grader=grader,
            progress=report,
        )

    return grade
