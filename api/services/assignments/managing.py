"""What a teacher does with assignments: give, change, start, remove and put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import new_id
from api.services.audit import note
from api.store.assignments import Assignment, Mode
from api.store.classes import Classroom
from api.store.people import User
from devices.text import Text

EXAM = {"hints": False, "checks": 3, "parameters_in_text": True}
"""What an exam has that nobody said anything about."""


class TimesOutOfOrder(ApiError):
    """An assignment that is due before it opens, or closes before it is due."""

    code = "times_out_of_order"
    status = 422
    words = Text(
        en="The times do not fit together: an assignment opens first, is due after that, and closes at the "
        "due time or later.",
        fa="زمان‌ها با هم نمی‌خوانند: تکلیف نخست باز می‌شود، سپس مهلت آن می‌رسد و هم‌زمان با مهلت یا پس از آن "
        "بسته می‌شود.",
    )


class HintsInExam(ApiError):
    """An exam that is to show the exercise's hints."""

    code = "hints_in_exam"
    status = 422
    words = Text(
        en="An exam shows no hints; give the exercise as practice to show them.",
        fa="در آزمون راهنمایی نشان داده نمی‌شود؛ برای نمایش آن، تمرین را به شکل تکلیف عادی بدهید.",
    )


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
    fields = {**EXAM, **chosen} if mode == "exam" else chosen
    assignment = Assignment(
        id=new_id(), class_id=classroom.id, exercise=exercise, mode=mode, created_at=now, **fields
    )
    session.add(assignment)
    session.flush()
    _check(assignment)
    _note(session, teacher, "assignment.created", assignment, now, after={"exercise": exercise, **fields})
    return assignment


def change(
    session: Session, teacher: User, assignment: Assignment, chosen: Mapping[str, Any], now: datetime
) -> None:
    """Set these fields of an assignment. Raises TimesOutOfOrder, HintsInExam."""
    before = {name: getattr(assignment, name) for name in chosen}
    changed = {name: value for name, value in chosen.items() if value != before[name]}
    if not changed:
        return
    for name, value in changed.items():
        setattr(assignment, name, value)
    _check(assignment)
    before = {name: before[name] for name in changed}
    _note(session, teacher, "assignment.changed", assignment, now, before=before, after=changed)


def start(session: Session, teacher: User, exam: Assignment, minutes: int, now: datetime) -> None:
    """Open an exam now, for so many minutes and its grace. Raises NotAnExam, StartedAlready."""
    if exam.mode != "exam":
        raise NotAnExam()
    if exam.opens_at is not None and exam.opens_at <= now:
        raise StartedAlready()
    exam.opens_at = now
    exam.due_at = now + timedelta(minutes=minutes)
    exam.closes_at = exam.due_at + timedelta(minutes=exam.grace_minutes)
    _note(session, teacher, "assignment.started", exam, now, after={"minutes": minutes})


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


def _check(assignment: Assignment) -> None:
    times = (assignment.opens_at, assignment.due_at, assignment.closes_at)
    given = [time for time in times if time is not None]
    if any(later < earlier for earlier, later in pairwise(given)):
        raise TimesOutOfOrder()
    if assignment.mode == "exam" and assignment.hints:
        raise HintsInExam()


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
