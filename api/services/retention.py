"""What is not kept for ever: traces, which grading brings back, and Checks, which count for nothing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import Session

from api.store.assignments import Assignment
from api.store.grades import Comment
from api.store.work import GivenVerdict, KeptTrace, Submission

MOST_AT_ONCE = 200
"""So much is removed in one go: whoever hands something in meanwhile waits for no more."""


def last_receipt(session: Session) -> datetime | None:
    """When something was last received. Ages are reckoned from it: a clock that is wrong removes nothing."""
    return session.scalar(select(func.max(Submission.received_at)))


def forget_traces(session: Session, until: datetime) -> int:
    """Remove the traces of verdicts given before `until`; of how many verdicts, of which more may follow."""
    query = (
        select(KeptTrace.verdict_number)
        .join(GivenVerdict, GivenVerdict.number == KeptTrace.verdict_number)
        .where(GivenVerdict.graded_at < until)
        .distinct()
        .order_by(KeptTrace.verdict_number)
        .limit(MOST_AT_ONCE)
    )
    old = session.scalars(query).all()
    session.execute(delete(KeptTrace).where(KeptTrace.verdict_number.in_(old)))
    return len(old)


def forget_checks(session: Session, until: datetime) -> int:
    """Remove Checks received before `until`; how many, of which more may follow.

    Their programs are in drafts and submissions. Those on which somebody has commented stay, and those that
    an assignment counts which was not closed by then.
    """
    is_counted = exists().where(
        Assignment.id == Submission.assignment_id,
        Assignment.checks.is_not(None),
        or_(Assignment.closes_at.is_(None), Assignment.closes_at >= until),
    )
    query = (
        select(Submission.number)
        .where(
            Submission.purpose == "check",
            Submission.stage == "done",
            Submission.received_at < until,
            ~is_counted,
            ~exists().where(Comment.submission_number == Submission.number),
        )
        .order_by(Submission.number)
        .limit(MOST_AT_ONCE)
    )
    old = session.scalars(query).all()
    session.execute(delete(Submission).where(Submission.number.in_(old)))
    return len(old)
