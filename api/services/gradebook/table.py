"""The gradebook of a class: its students × its assignments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.services.catalogue import Catalogue
from api.services.gradebook.grade import Grade, Grades, total_of
from api.store.assignments import Assignment, Counting, Mode
from api.store.classes import Membership
from api.store.people import User
from devices.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """An assignment of the gradebook."""

    id: str
    exercise: str
    title: Text
    mode: Mode
    due_at: datetime | None
    weight: float
    counts: Counting


@dataclass(frozen=True, slots=True)
class Row:
    """A student of the gradebook, with the grades by the assignments' ids."""

    id: str
    name: str
    number: str | None
    """The student's number at the centre."""
    grades: Mapping[str, Grade]
    total: float | None
    """The weighted mean of what there is; what is missing counts as nothing."""


@dataclass(frozen=True, slots=True)
class Gradebook:
    """All grades of a class."""

    assignments: tuple[Column, ...]
    """Those that are due first come first."""
    students: tuple[Row, ...]
    """By name; those of the roster, too, who have not come yet."""


def gradebook_of(session: Session, class_id: str, catalogue: Catalogue, now: datetime) -> Gradebook:
    """The gradebook of a class as it is now, without what was removed from the class."""
    assignments = assignments_of(session, class_id)
    grades = Grades(session, assignments, now)
    return Gradebook(
        assignments=tuple(_column(assignment, catalogue) for assignment in assignments),
        students=tuple(
            _row(student, number, grades, assignments) for student, number in students_of(session, class_id)
        ),
    )


def assignments_of(session: Session, class_id: str) -> list[Assignment]:
    """The assignments of a class that were not removed; those that are due first come first."""
    query = select(Assignment).where(Assignment.class_id == class_id, Assignment.removed_at.is_(None))
    found = session.scalars(query.order_by(Assignment.created_at, Assignment.id)).all()
    return sorted(found, key=lambda each: (each.due_at is None, each.due_at or each.created_at))


def students_of(session: Session, class_id: str) -> list[tuple[User, str | None]]:
    """The students of a class by name, with their numbers; those too who are expected, and none who waits."""
    query = (
        select(User, Membership.number)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.class_id == class_id, Membership.removed_at.is_(None))
        .where(Membership.place != "waiting")
        .order_by(Membership.name_key)
    )
    return [(student, number) for student, number in session.execute(query)]


def title_of(exercise: str, catalogue: Catalogue) -> Text:
    """The exercise's title; its id, where the exercise itself is gone."""
    found = catalogue.get(exercise)
    return found.title if found else Text(en=exercise, fa=exercise)


def _column(assignment: Assignment, catalogue: Catalogue) -> Column:
    return Column(
        id=assignment.id,
        exercise=assignment.exercise,
        title=title_of(assignment.exercise, catalogue),
        mode=assignment.mode,
        due_at=assignment.due_at,
        weight=assignment.weight,
        counts=assignment.counts,
    )


def _row(student: User, number: str | None, grades: Grades, assignments: list[Assignment]) -> Row:
    found = {assignment.id: grades.of(assignment.id, student.id) for assignment in assignments}
    total = total_of([(found[assignment.id], assignment.weight) for assignment in assignments])
    return Row(id=student.id, name=student.name, number=number, grades=found, total=total)
