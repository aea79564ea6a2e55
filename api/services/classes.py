"""Classes: what an instructor teaches and students join."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.orm import Session

from api.errors import Forbidden
from api.security import new_class_code, new_id
from api.services.audit import note
from api.services.people import NoSuchInstructor
from api.services.rights import taught_by
from api.store.classes import Admission, Classroom, Membership, Place
from api.store.people import User


@dataclass(frozen=True, slots=True)
class ClassSummary:
    """A class, and how many students it has."""

    id: str
    name: str
    code: str
    code_open: bool
    code_expires_at: datetime | None
    admission: Admission
    students: int
    """Who has joined."""
    waiting: int
    """Who is to be admitted."""
    expected: int
    """Who is on the roster and has not come yet."""
    instructor_id: str | None
    created_at: datetime
    archived_at: datetime | None


def classes_of(session: Session, instructor: User, *, archived: bool = False) -> list[ClassSummary]:
    """The instructor's own classes and those that belong to every instructor, oldest first."""
    is_archived = Classroom.archived_at.is_not(None)
    query = select(Classroom, *_counts()).where(
        taught_by(instructor), is_archived if archived else ~is_archived
    )
    rows = session.execute(query.order_by(Classroom.created_at, Classroom.id))
    return [_summary(*row) for row in rows]


def summary_of(session: Session, classroom: Classroom) -> ClassSummary:
    """One class as it is now."""
    session.flush()
    row = session.execute(select(Classroom, *_counts()).where(Classroom.id == classroom.id)).one()
    return _summary(*row)


def create_class(
    session: Session, instructor: User | None, name: str, now: datetime, admission: Admission = "open"
) -> ClassSummary:
    """A new class with a code of its own; without an instructor it belongs to all of them."""
    classroom = Classroom(
        id=new_id(),
        name=" ".join(name.split()),
        code=new_class_code(),
        admission=admission,
        instructor_id=instructor.id if instructor else None,
        created_at=now,
    )
    session.add(classroom)
    after = {"name": classroom.name, "admission": admission}
    note(session, instructor, "class.created", classroom.id, now, class_id=classroom.id, after=after)
    return summary_of(session, classroom)


def change_class(
    session: Session, actor: User, classroom: Classroom, changes: Mapping[str, Any], now: datetime
) -> None:
    """Set the fields of a class that are named in `changes`.

    Raises Forbidden where somebody but an administrator gives a class to another instructor,
    NoSuchInstructor where that other is none.
    """
    if not changes:
        return
    if changes.get("instructor_id", classroom.instructor_id) != classroom.instructor_id:
        _refuse_new_instructor(session, actor, changes["instructor_id"])
    before = {field: getattr(classroom, field) for field in changes}
    for field, value in changes.items():
        setattr(classroom, field, " ".join(value.split()) if field == "name" else value)
    note(
        session,
        actor,
        "class.changed",
        classroom.id,
        now,
        class_id=classroom.id,
        before=_as_json(before),
        after=_as_json(changes),
    )


def renew_code(
    session: Session, actor: User, classroom: Classroom, expires_at: datetime | None, now: datetime
) -> None:
    """A new code, open from now on; the one before is worth nothing, also for those who have joined."""
    classroom.code = new_class_code()
    classroom.code_open = True
    classroom.code_expires_at = expires_at
    after = _as_json({"code_expires_at": expires_at})
    note(session, actor, "class.code_renewed", classroom.id, now, class_id=classroom.id, after=after)


def archive_class(
    session: Session, actor: User, classroom: Classroom, now: datetime, *, archived: bool
) -> None:
    """Put a class away, with all that is in it, or take it out again."""
    if archived == (classroom.archived_at is not None):
        return
    classroom.archived_at = now if archived else None
    action = "class.archived" if archived else "class.restored"
    note(session, actor, action, classroom.id, now, class_id=classroom.id)


def _refuse_new_instructor(session: Session, actor: User, instructor_id: str | None) -> None:
    if actor.role != "administrator":
        raise Forbidden()
    found = session.get(User, instructor_id) if instructor_id is not None else None
    if instructor_id is not None and (found is None or not found.is_staff):
        raise NoSuchInstructor(given=instructor_id)


def _counts() -> tuple[ScalarSelect[int], ScalarSelect[int], ScalarSelect[int]]:
    return _count("member"), _count("waiting"), _count("expected")


def _count(place: Place) -> ScalarSelect[int]:
    query = select(func.count()).select_from(Membership)
    return query.where(
        Membership.class_id == Classroom.id, Membership.place == place, Membership.removed_at.is_(None)
    ).scalar_subquery()


def _summary(classroom: Classroom, students: int, waiting: int, expected: int) -> ClassSummary:
    return ClassSummary(
        id=classroom.id,
        name=classroom.name,
        code=classroom.code,
        code_open=classroom.code_open,
        code_expires_at=classroom.code_expires_at,
        admission=classroom.admission,
        students=students,
        waiting=waiting,
        expected=expected,
        instructor_id=classroom.instructor_id,
        created_at=classroom.created_at,
        archived_at=classroom.archived_at,
    )


def _as_json(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in fields.items()
    }
