"""Classes: what an instructor teaches and students join."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.security import new_class_code, new_id
from api.services.audit import note
from api.services.rights import taught_by
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
        .where(taught_by(instructor))
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
    note(session, instructor, "class.created", classroom.id, now, class_id=classroom.id)
    return ClassSummary(id=classroom.id, name=classroom.name, code=classroom.code, students=0)
