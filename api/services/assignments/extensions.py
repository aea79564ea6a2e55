"""Extensions: more time or more attempts, for one student or for all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from api.errors import ApiError, NotFound
from api.services.assignments.managing import as_json
from api.services.assignments.own import extensions_of
from api.services.assignments.terms import applying, terms_of
from api.services.audit import note
from api.store.assignments import Assignment, Extension
from api.store.classes import Membership
from api.store.people import User
from devices.text import Text


class NothingGiven(ApiError):
    """An extension that gives no more than there is already."""

    code = "nothing_given"
    status = 422
    words = Text(
        en="This extension would change nothing. Give minutes or attempts, or a moment that is later than "
        "the present one; what has no limit cannot be extended.",
        fa="این تمدید چیزی را عوض نمی‌کند. دقیقه یا فرصت ارسال بدهید، یا زمانی دیرتر از زمان کنونی؛ "
        "آنچه محدودیتی ندارد تمدید هم ندارد.",
    )


class NotInClass(ApiError):
    """An extension for somebody who is not in the class of the assignment."""

    code = "not_in_class"
    status = 422
    words = Text(
        en="This student is not in the class of the assignment.",
        fa="این هنرجو در کلاس این تکلیف نیست.",
    )


def extend(
    session: Session,
    teacher: User,
    assignment: Assignment,
    student_id: str | None,
    given: Mapping[str, Any],
    now: datetime,
) -> Extension:
    """Give one student, or all, more; `given` are the extension's fields. Raises NotInClass, NothingGiven."""
    if student_id is not None and session.get(Membership, (assignment.class_id, student_id)) is None:
        raise NotInClass()
    extension = Extension(
        assignment_id=assignment.id, student_id=student_id, created_at=now, removed_at=None, **given
    )
    present = extensions_of(session, [assignment.id])[assignment.id]
    applied = (
        [each for each in present if each.student_id is None and each.removed_at is None]
        if student_id is None
        else applying(present, student_id)
    )
    # Minutes for an exam that has not been started count from its start: there is no due time yet.
    awaited = assignment.due_at is None and assignment.mode == "exam" and extension.more_minutes > 0
    if not awaited and terms_of(assignment, applied) == terms_of(assignment, [*applied, extension]):
        raise NothingGiven()
    session.add(extension)
    session.flush()
    _note(session, teacher, "extension.given", assignment, extension, now)
    return extension


def extension_of(session: Session, assignment: Assignment, number: int) -> Extension:
    """An extension of this assignment. Raises NotFound."""
    found = session.get(Extension, number)
    if found is None or found.assignment_id != assignment.id:
        raise NotFound()
    return found


def take_back(
    session: Session, teacher: User, assignment: Assignment, extension: Extension, now: datetime
) -> None:
    """Let an extension no longer hold; what came in the meantime is judged without it."""
    if extension.removed_at is None:
        extension.removed_at = now
        _note(session, teacher, "extension.removed", assignment, extension, now)


def put_back(
    session: Session, teacher: User, assignment: Assignment, extension: Extension, now: datetime
) -> None:
    """Let an extension hold again that was taken back."""
    if extension.removed_at is not None:
        extension.removed_at = None
        _note(session, teacher, "extension.restored", assignment, extension, now)


def _note(
    session: Session, teacher: User, action: str, assignment: Assignment, extension: Extension, now: datetime
) -> None:
    told = ("number", "student_id", "due_at", "closes_at", "more_minutes", "more_attempts", "reason")
    fields = {name: getattr(extension, name) for name in told}
    fields = {name: value for name, value in fields.items() if value}
    note(session, teacher, action, assignment.id, now, class_id=assignment.class_id, after=as_json(fields))
