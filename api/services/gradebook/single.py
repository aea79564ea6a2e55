"""One grade with its history, and a student's own grades."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from api.services.catalogue import Catalogue
from api.services.gradebook.counting import Attempt
from api.services.gradebook.grade import Grade, Grades
from api.services.gradebook.overrides import Override, history
from api.services.gradebook.table import title_of
from api.services.rights import given_to
from api.store.assignments import Assignment
from api.store.people import User
from devices.text import Text


@dataclass(frozen=True, slots=True)
class GradeHistory:
    """A grade, and everything that it is or was made of."""

    assignment: str
    student: str
    grade: Grade
    attempts: Sequence[Attempt]
    """In the order of receipt."""
    overrides: Sequence[Override]
    """Every grade that a teacher gave, newest first."""


@dataclass(frozen=True, slots=True)
class OwnGrade:
    """A grade as its student sees it."""

    assignment: str
    class_id: str
    exercise: str
    title: Text
    score: float | None
    """What counts; None as long as there is none."""
    attempts: int
    waiting: int
    days_late: int
    missing: bool
    """Whether it was due and nothing came."""
    by_teacher: bool
    """Whether a teacher gave it, and not the grader."""


def grade_history(session: Session, assignment: Assignment, student: User, now: datetime) -> GradeHistory:
    """A student's grade for an assignment, with its history."""
    session.flush()
    grades = Grades(session, [assignment], now, student.id)
    return GradeHistory(
        assignment=assignment.id,
        student=student.id,
        grade=grades.of(assignment.id, student.id),
        attempts=grades.attempts(assignment.id, student.id),
        overrides=history(session, assignment, student),
    )


def own_grades(session: Session, student: User, catalogue: Catalogue, now: datetime) -> list[OwnGrade]:
    """The grades of a student for everything that the student may see, oldest assignment first."""
    query = given_to(student, now).order_by(Assignment.created_at, Assignment.id)
    assignments = session.scalars(query).all()
    grades = Grades(session, assignments, now, student.id)
    return [_own(each, grades.of(each.id, student.id), catalogue) for each in assignments]


def _own(assignment: Assignment, grade: Grade, catalogue: Catalogue) -> OwnGrade:
    return OwnGrade(
        assignment=assignment.id,
        class_id=assignment.class_id,
        exercise=assignment.exercise,
        title=title_of(assignment.exercise, catalogue),
        score=grade.score,
        attempts=grade.attempts,
        waiting=grade.waiting,
        days_late=grade.days_late,
        missing=grade.missing,
        by_teacher=grade.override is not None,
    )
