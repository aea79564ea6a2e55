"""How far students have come with the exercises."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.services.last_verdict import is_last_verdict
from api.store.people import User
from api.store.work import GivenVerdict, Submission


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a student has come with an exercise."""

    attempts: int = 0
    best_score: int | None = None


def standings(session: Session, user: User) -> dict[str, Standing]:
    """The user's standing in every exercise of which something was submitted; the last verdict counts."""
    rows = session.execute(
        select(Submission.exercise, func.count(Submission.number.distinct()), func.max(GivenVerdict.score))
        .outerjoin(GivenVerdict, is_last_verdict())
        .where(Submission.student_id == user.id, Submission.purpose == "submit")
        .group_by(Submission.exercise)
    )
    return {
        exercise: Standing(attempts=attempts, best_score=None if best is None else round(best))
        for exercise, attempts, best in rows
    }
