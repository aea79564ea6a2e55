"""The grades that teachers gave in place of the counted ones; none of them is ever forgotten."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

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


def history(session: Session, assignment: Assignment, student: User) -> list[Override]:
    """Every grade that a teacher gave in this place, newest first."""
    query = _with_authors().where(
        GradeOverride.assignment_id == assignment.id, GradeOverride.student_id == student.id
    )
    rows = session.execute(query.order_by(GradeOverride.number.desc()))
    return [_told(override, name) for override, name in rows]


def standing_overrides(
    session: Session, assignments: Collection[str], student_id: str | None = None
) -> Mapping[Whose, Override]:
    """The override that counts, wherever there is one."""
    is_standing = GradeOverride.assignment_id.in_(assignments) & GradeOverride.withdrawn_at.is_(None)
    query = _with_authors().where(is_standing).order_by(GradeOverride.number)
    if student_id is not None:
        query = query.where(GradeOverride.student_id == student_id)
    # Of several the latest is read last, and stays.
    return {
        (override.assignment_id, override.student_id): _told(override, name)
        for override, name in session.execute(query)
    }


def _with_authors() -> Select[GradeOverride, str]:
    return select(GradeOverride, User.name).outerjoin(User, User.id == GradeOverride.author_id)


def _told(override: GradeOverride, author_name: str | None) -> Override:
    return Override(
        score=override.score,
        reason=override.reason,
        author_id=override.author_id,
        author_name=author_name,
        created_at=override.created_at,
        withdrawn_at=override.withdrawn_at,
    )
