"""Classes: what an instructor teaches and students join."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from api.errors import NotFound
from api.security import new_class_code, new_id
from api.store.classes import Classroom, Membership
from api.store.people import User


@dataclass(frozen=True, slots=True)
class ClassSummary:
    """A class and how many students have joined it."""

    id: str
    name: str
    code: str
    students: int


def classes_of(session: Session, instructor: User) -> list[ClassSummary]:
    """The instructor's own classes and those that belong to every instructor, oldest first."""
    students = func.count(Membership.user_id)
    rows = session.execute(
        select(Classroom, students)
        .outerjoin(Membership, Membership.class_id == Classroom.id)
        .where(_taught_by(instructor))
        .group_by(Classroom.id)
        .order_by(Classroom.created_at, Classroom.id)
    )
    return [ClassSummary(id=row.id, name=row.name, code=row.code, students=count) for row, count in rows]


def create_class(session: Session, instructor: User | None, name: str, now: datetime) -> ClassSummary:
    """A new class with a code of its own; without an instructor it belongs to all of them."""
    classroom = Classroom(
        id=new_id(),
        name=" ".join(name.split()),
        code=new_class_code(),
        instructor_id=instructor.id if instructor else None,
        created_at=now,
    )
    session.add(classroom)
    return ClassSummary(id=classroom.id, name=classroom.name, code=classroom.code, students=0)


def class_for(session: Session, instructor: User, class_id: str) -> Classroom:
    """A class of this instructor's. Raises NotFound for others' as for none."""
    found = session.scalar(select(Classroom).where(Classroom.id == class_id, _taught_by(instructor)))
    if found is None:
        raise NotFound()
    return found


def teaches(session: Session, instructor: User, student_id: str) -> bool:
    """Whether the student is in a class of this instructor's."""
    query = (
        select(Membership.class_id)
        .join(Classroom, Classroom.id == Membership.class_id)
        .where(Membership.user_id == student_id, _taught_by(instructor))
    )
    return session.scalar(query.limit(1)) is not None


def _taught_by(instructor: User) -> ColumnElement[bool]:
    return or_(Classroom.instructor_id == instructor.id, Classroom.instructor_id.is_(None))
