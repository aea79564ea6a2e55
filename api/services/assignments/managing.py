"""What a teacher does with assignments: give, change, start, remove and put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import new_id
from api.services.assignments.consistency import EXAM, check, with_closing
from api.services.audit import note
from api.store.assignments import Assignment, Mode
from api.store.classes import Classroom
from api.store.people import User
from devices.text import Text


class NotAnExam(ApiError):
    """Only exams are started."""

    code = "not_an_exam"
    status = 409
    words = Text(
        en="Only an exam is started by hand; this assignment opens at its opening time.",
        fa="فقط آزمون با دست آغاز می‌شود؛ این تکلیف در زمان بازشدن خود باز می‌شود.",
    )


class StartedAlready(ApiError):
    """An exam that is going on or over."""

    code = "started_already"
    status = 409
    words = Text(
        en="This exam was started already. To give more time, extend it.",
        fa="این آزمون پیش‌تر آغاز شده است. برای وقت بیشتر، مهلت آن را تمدید کنید.",
    )


def assignments_of(session: Session, classroom: Classroom, *, with_removed: bool) -> list[Assignment]:
    """The assignments of a class in the order in which they were given."""
    query = select(Assignment).where(Assignment.class_id == classroom.id)
    if not with_removed:
        query = query.where(Assignment.removed_at.is_(None))
    return list(session.scalars(query.order_by(Assignment.created_at, Assignment.id)))


def give(
    session: Session,
    teacher: User,
    classroom: Classroom,
    exercise: str,
    mode: Mode,
    chosen: Mapping[str, Any],
    now: datetime,
) -> Assignment:
    """A new assignment; `chosen` are the fields that were decided on. Raises TimesOutOfOrder, HintsInExam."""
    assignment = Assignment(
        id=new_id(), class_id=classroom.id, exercise=exercise, mode=mode, grace_minutes=0, created_at=now
    )
    fields = with_closing(assignment, {**EXAM, **chosen} if mode == "exam" else chosen)
    for name, value in fields.items():
        setattr(assignment, name, value)
    session.add(assignment)
    session.flush()
    check(assignment)
    _note(session, teacher, "assignment.created", assignment, now, after={"exercise": exercise, **fields})
    return assignment


def change(
    session: Session, teacher: User, assignment: Assignment, chosen: Mapping[str, Any], now: datetime
) -> None:
    """Set these fields of an assignment. Raises TimesOutOfOrder, HintsInExam."""
    _set(session, teacher, "assignment.changed", assignment, chosen, now)


def start(session: Session, teacher: User, exam: Assignment, minutes: int, now: datetime) -> None:
    """Open an exam now, for so many minutes and its grace. Raises NotAnExam, StartedAlready."""
    if exam.mode != "exam":
        raise NotAnExam()
    if exam.opens_at is not None and exam.opens_at <= now:
        raise StartedAlready()
    times = {"opens_at": now, "due_at": now + timedelta(minutes=minutes)}
    _set(session, teacher, "assignment.started", exam, times, now)


def remove(session: Session, teacher: User, assignment: Assignment, now: datetime) -> None:
    """Take an assignment away from students; what they handed in stays."""
    if assignment.removed_at is None:
        assignment.removed_at = now
        _note(session, teacher, "assignment.removed", assignment, now)


def put_back(session: Session, teacher: User, assignment: Assignment, now: datetime) -> None:
    """Give a removed assignment back as it was."""
    if assignment.removed_at is not None:
        assignment.removed_at = None
        _note(session, teacher, "assignment.restored", assignment, now)


def as_json(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as the audit log keeps them."""
    return {
        name: value.isoformat() if isinstance(value, datetime) else value for name, value in fields.items()
    }


def _set(
    session: Session,
    teacher: User,
    action: str,
    assignment: Assignment,
    chosen: Mapping[str, Any],
    now: datetime,
) -> None:
    fields = with_closing(assignment, chosen)
    before = {name: getattr(assignment, name) for name in fields}
    changed = {name: value for name, value in fields.items() if value != before[name]}
    if not changed:
        return
    for name, value in changed.items():
        setattr(assignment, name, value)
    check(assignment)
    before = {name: before[name] for name in changed}
    _note(session, teacher, action, assignment, now, before=before, after=changed)


def _note(
    session: Session,
    teacher: User,
    action: str,
    assignment: Assignment,
    now: datetime,
    *,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    note(
        session,
        teacher,
        action,
        assignment.id,
        now,
        class_id=assignment.class_id,
        before=None if before is None else as_json(before),
        after=None if after is None else as_json(after),
    )
