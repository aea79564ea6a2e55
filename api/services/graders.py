"""The way in which this installation grades: its hidden seeds, its students' base topics."""

from __future__ import annotations

from typing import Any

from api.services.catalogue import Catalogue
from api.services.grading_task import Grade, GradingTask, Outcome, Report
from api.services.labs import lab_base
from api.services.traces import pack
from exercises.exercise import Exercise
from exercises.grading import Grader, grade_submission, right_answers, seeds_of
from simulator.trace import Trace


def installed_grade(secret: bytes, grader: Grader, catalogue: Catalogue) -> Grade:
    """Grades as this installation does: `secret` is the installation's."""

    def grade(task: GradingTask, report: Report) -> Outcome:
        exercise = catalogue.find(task.exercise, task.version)
        return grade_as_installed(exercise, task, secret=secret, grader=grader, report=report)

    return grade


def grade_as_installed(
    exercise: Exercise,
    task: GradingTask,
    *,
    secret: bytes,
    grader: Grader,
    report: Report | None = None,
) -> Outcome:
    """One submission of a user of this installation, on its public and its hidden seeds."""
    traces: list[bytes] = []
    answers: list[dict[str, Any] | None] = []

    def keep(trace: Trace) -> None:
        traces.append(pack(trace))
        answers.append(right_answers(exercise, task.student, trace))

    verdict = grade_submission(
        exercise,
        task.files,
        student=task.student,
        base=lab_base(secret, task.student, exercise.id),
        seeds=seeds_of(exercise, secret),
        grader=grader,
        terms=task.terms,
        progress=report,
        keep=keep,
    )
    return Outcome(verdict, tuple(traces), answers[0] if answers else None)
