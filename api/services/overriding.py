"""Giving a grade in place of the counted one, always with a reason, and taking it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.services.audit import note
from api.services.webhooks.outbox import tell_of_grade
from api.store.assignments import Assignment
from api.store.grades import GradeOverride
from api.store.people import User


def override_grade(
    session: Session,
    author: User,
    assignment: Assignment,
    student: User,
    score: float,
    reason: str,
    now: datetime,
) -> None:
    """Let this score count from now on, whatever the submissions come to."""
    standing = _standing(session, assignment, student)
    override = GradeOverride(
        assignment_id=assignment.id,
        student_id=student.id,
        score=score,
        reason=reason,
        author_id=author.id,
        created_at=now,
    )
    session.add(override)
    session.flush()
    note(
        session,
        author,
        "grade.overridden",
        student.id,
        now,
        class_id=assignment.class_id,
        before=_noted(standing[0]) if standing else {"assignment": assignment.id},
        after=_noted(override),
    )
    tell_of_grade(session, assignment.id, student.id, "overridden", now)


def withdraw_override(
    session: Session, author: User, assignment: Assignment, student: User, now: datetime
) -> None:
    """Let the submissions count again; an override that was given before this one does not come back."""
    standing = _standing(session, assignment, student)
    if not standing:
        return
    for override in standing:
        override.withdrawn_at = now
    note(
        session,
        author,
        "grade.override_withdrawn",
        student.id,
        now,
        class_id=assignment.class_id,
        before=_noted(standing[0]),
    )
    tell_of_grade(session, assignment.id, student.id, "override_withdrawn", now)


def _standing(session: Session, assignment: Assignment, student: User) -> list[GradeOverride]:
    """Those that were not withdrawn; the first of them is the one that counts."""
    query = select(GradeOverride).where(
        GradeOverride.assignment_id == assignment.id,
        GradeOverride.student_id == student.id,
        GradeOverride.withdrawn_at.is_(None),
    )
    return list(session.scalars(query.order_by(GradeOverride.number.desc())))


def _noted(override: GradeOverride) -> dict[str, Any]:
    return {"assignment": override.assignment_id, "score": override.score, "reason": override.reason}
