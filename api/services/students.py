"""The students of a class: on its roster, waiting to be admitted, joined, removed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import new_id
from api.services.admission import is_somewhere, refuse_more_than_fit
from api.services.audit import note
from api.services.names import latin_digits, name_key
from api.services.sessions import end_sessions
from api.services.shutting_out import shut_out
from api.store.classes import Classroom, Membership, Place
from api.store.people import User
from devices.text import Text


class NameTaken(ApiError):
    """A class knows its students by name. Fields: name."""

    code = "student_name_taken"
    status = 409
    words = Text(
        en="The class has a student “{name}” already, perhaps a removed one. Add something to the name.",
        fa="کلاس هنرجویی به نام «{name}» دارد (شاید برداشته‌شده). چیزی به نام بیفزایید.",
    )


@dataclass(frozen=True, slots=True)
class StudentSummary:
    """A student as a class knows that student."""

    id: str
    name: str
    number: str | None
    place: Place
    has_pin: bool
    """Whether the student can sign in with a PIN now."""
    must_change_secret: bool
    """Whether a one-time PIN was given, and none chosen after it."""
    joined_at: datetime | None
    removed_at: datetime | None


def students_of(session: Session, classroom: Classroom, *, removed: bool = False) -> list[StudentSummary]:
    """The students of a class by name; or those who were removed from it."""
    is_removed = Membership.removed_at.is_not(None)
    query = (
        select(Membership, User)
        .join(User, User.id == Membership.user_id)
        .where(Membership.class_id == classroom.id, is_removed if removed else ~is_removed)
        .order_by(Membership.name_key)
    )
    return [_summary(membership, student) for membership, student in session.execute(query)]


def student_in(session: Session, membership: Membership) -> StudentSummary:
    """One student of a class."""
    return _summary(membership, session.get_one(User, membership.user_id))


def add_student(
    session: Session,
    actor: User,
    classroom: Classroom,
    now: datetime,
    *,
    name: str,
    number: str | None,
    pin_hash: str | None,
) -> Membership:
    """Put a student on the roster, who joins with the class code. Raises NameTaken, ClassFull."""
    refuse_more_than_fit(session, classroom.id, 1)
    student = User(
        id=new_id(), role="student", name=" ".join(name.split()), pin_hash=pin_hash, created_at=now
    )
    session.add(student)
    session.flush()
    membership = Membership(
        class_id=classroom.id,
        user_id=student.id,
        name_key=name_key(name),
        number=number_written(number),
        place="expected",
    )
    session.add(membership)
    _flush(session, student.name)
    after = {"name": student.name, "number": membership.number}
    _note(session, actor, "student.added", membership, now, after=after)
    return membership


def change_student(
    session: Session, actor: User, membership: Membership, changes: Mapping[str, str | None], now: datetime
) -> None:
    """Set the name, by which the student signs in from now on, or the number. Raises NameTaken."""
    student = session.get_one(User, membership.user_id)
    before = {"name": student.name, "number": membership.number}
    name = changes.get("name")
    if name is not None:
        student.name = " ".join(name.split())
        membership.name_key = name_key(name)
    if "number" in changes:
        membership.number = number_written(changes["number"])
    _flush(session, student.name)
    after = {"name": student.name, "number": membership.number}
    if after != before:
        _note(session, actor, "student.changed", membership, now, before=before, after=after)


def admit_student(session: Session, actor: User, membership: Membership, now: datetime) -> None:
    """Let a waiting student in; the others are in, or join by themselves."""
    if membership.place == "waiting":
        membership.place = "member"
        membership.joined_at = now
        _note(session, actor, "student.admitted", membership, now)


def remove_student(
    session: Session, actor: User, membership: Membership, secret: bytes, now: datetime
) -> None:
    """Take a student out of the class, and out of the lab who is in no other; what was made stays."""
    if membership.removed_at is not None:
        return
    membership.removed_at = now
    session.flush()
    if not is_somewhere(session, session.get_one(User, membership.user_id)):
        shut_out(session, secret, membership.user_id)
    _note(session, actor, "student.removed", membership, now)


def restore_student(session: Session, actor: User, membership: Membership, now: datetime) -> None:
    """Put a removed student back to where that student was."""
    if membership.removed_at is not None:
        membership.removed_at = None
        _note(session, actor, "student.restored", membership, now)


def reset_pin(session: Session, actor: User, membership: Membership, pin_hash: str, now: datetime) -> None:
    """A PIN that is good for one sign-in, after which the student chooses another; all sign-ins end."""
    student = session.get_one(User, membership.user_id)
    student.pin_hash = pin_hash
    student.must_change_secret = True
    end_sessions(session, student.id)
    _note(session, actor, "student.pin_reset", membership, now)


def number_written(number: str | None) -> str | None:
    """A student's number as it is kept: digits in one script, nothing around it."""
    return latin_digits(number.strip()) or None if number is not None else None


def _note(
    session: Session,
    actor: User,
    action: str,
    membership: Membership,
    now: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    subject, class_id = membership.user_id, membership.class_id
    note(session, actor, action, subject, now, class_id=class_id, before=before, after=after)


def _flush(session: Session, name: str) -> None:
    try:
        session.flush()
    except IntegrityError:
        raise NameTaken(name=name) from None


def _summary(membership: Membership, student: User) -> StudentSummary:
    return StudentSummary(
        id=student.id,
        name=student.name,
        number=membership.number,
        place=membership.place,
        has_pin=student.pin_hash is not None,
        must_change_secret=student.must_change_secret,
        joined_at=membership.joined_at,
        removed_at=membership.removed_at,
    )
