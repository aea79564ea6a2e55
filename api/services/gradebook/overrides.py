"""Grades that teachers give in place of the counted ones: always with a reason, and never forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from api.services.audit import note
from api.services.gradebook.attempts import Whose
from api.store.assignments import Assignment
from api.store.grades import GradeOverride
from api.store.people import User


@dataclass(frozen=True, slots=True)
class Override:
    """A teacher's grade."""

    score: float
    reason: str
    author_id: str | None
    author_name: str | None
    created_at: datetime
    withdrawn_at: datetime | None


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
    before = _standing(session, assignment, student)
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
        before=_noted(before) if before else {"assignment": assignment.id},
        after=_noted(override),
    )


def withdraw_override(
    session: Session, author: User, assignment: Assignment, student: User, now: datetime
) -> None:
    """Let the submissions count again; an override that was given before this one does not come back."""
    standing = _standing(session, assignment, student)
    if standing is None:
        return
    query = _of(assignment, student).where(GradeOverride.withdrawn_at.is_(None))
    for override in session.scalars(query):
        override.withdrawn_at = now
    note(
        session,
        author,
        "grade.override_withdrawn",
        student.id,
        now,
        class_id=assignment.class_id,
        before=_noted(standing),
    )


def history(session: Session, assignment: Assignment, student: User) -> list[Override]:
    """Every grade that a teacher gave in this place, newest first."""
    query = _of(assignment, student).order_by(GradeOverride.number.desc())
    rows = session.execute(query.add_columns(User.name).outerjoin(User, User.id == GradeOverride.author_id))
    return [_told(override, name) for override, name in rows]


def standing_overrides(
    session: Session, assignments: Collection[str], student_id: str | None = None
) -> Mapping[Whose, Override]:
    """The override that counts, wherever there is one."""
    query = (
        select(GradeOverride, User.name)
        .outerjoin(User, User.id == GradeOverride.author_id)
        .where(GradeOverride.assignment_id.in_(assignments), GradeOverride.withdrawn_at.is_(None))
        .order_by(GradeOverride.number)
    )
    if student_id is not None:
        query = query.where(GradeOverride.student_id == student_id)
    # Of several the latest is read last, and stays.
    return {
        (override.assignment_id, override.student_id): _told(override, name)
        for override, name in session.execute(query)
    }


def _of(assignment: Assignment, student: User) -> Select[GradeOverride]:
    return select(GradeOverride).where(
        GradeOverride.assignment_id == assignment.id, GradeOverride.student_id == student.id
    )


def _standing(session: Session, assignment: Assignment, student: User) -> GradeOverride | None:
    query = _of(assignment, student).where(GradeOverride.withdrawn_at.is_(None))
    return session.scalar(query.order_by(GradeOverride.number.desc()).limit(1))


def _told(override: GradeOverride, author_name: str | None) -> Override:
    return Override(
        score=override.score,
        reason=override.reason,
        author_id=override.author_id,
        author_name=author_name,
        created_at=override.created_at,
        withdrawn_at=override.withdrawn_at,
    )


def _noted(override: GradeOverride) -> dict[str, Any]:
    return {"assignment": override.assignment_id, "score": override.score, "reason": override.reason}
