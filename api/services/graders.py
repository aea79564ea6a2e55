"""The way in which this installation grades: its hidden seeds, its students' base topics."""

from __future__ import annotations

from collections.abc import Mapping

from api.services.exercises import Catalogue
from api.services.grading import Grade, Report
from api.services.labs import lab_base
from exercises.exercise import Exercise
from exercises.grading import Grader, grade_submission, seeds_of
from exercises.verdict import Verdict


def installed_grade(secret: bytes, grader: Grader) -> Grade:
    """Grades as this installation does: `secret` is the installation's."""
    catalogue = Catalogue()

    def grade(exercise_id: str, files: Mapping[str, bytes], student: str, report: Report) -> Verdict:
        exercise = catalogue.find(exercise_id)
        return grade_as_installed(exercise, files, student, secret=secret, grader=grader, report=report)

    return grade


def grade_as_installed(
    exercise: Exercise,
    files: Mapping[str, bytes],
    student: str,
    *,
    secret: bytes,
    grader: Grader,
    report: Report | None = None,
) -> Verdict:
    """One submission of a user of this installation, on its public and its hidden seeds."""
    return grade_submission(
        exercise,
        files,
        student=student,
        base=lab_base(secret, student, exercise.id),
        seeds=seeds_of(exercise, secret),
        grader=grader,
        progress=report,
    )
