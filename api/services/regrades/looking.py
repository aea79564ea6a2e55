"""How far a regrading has come, and what it would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from api.services.verdict_changes import VerdictChange, compare
from api.store.people import User
from api.store.regrades import Regrade, RegradedSubmission
from api.store.work import GivenVerdict, Submission
from exercises.verdict import Verdict


@dataclass(frozen=True, slots=True)
class RegradeProgress:
    """Submissions of a regrading, counted."""

    total: int
    graded: int
    failed: int
    """Those that the lab could not grade; their verdicts stand."""
    changed: int
    """Those of which score, status, or what a rule found is another."""
    applied: int


@dataclass(frozen=True, slots=True)
class SubmissionChange:
    """What a regrading makes of one submission whose verdict it changes."""

    submission: str
    number: int
    student: User
    change: VerdictChange
    is_applied: bool


def progress_of(session: Session, regrade: Regrade) -> RegradeProgress:
    """Where a regrading stands."""
    row = RegradedSubmission
    failed = row.verdict["status"].as_string() == "infrastructure"
    query = select(
        func.count(row.submission_number),
        _count(row.matters.is_not(None)),
        _count(and_(row.matters.is_not(None), failed)),
        _count(row.matters.is_(True)),
        _count(row.is_applied.is_(True)),
    ).where(row.regrade_id == regrade.id)
    return RegradeProgress(*session.execute(query).one())


def regrades_of(session: Session, assignment_id: str) -> Sequence[Regrade]:
    """All of an assignment, the newest first."""
    query = select(Regrade).where(Regrade.assignment_id == assignment_id)
    return session.scalars(query.order_by(Regrade.created_at.desc(), Regrade.id)).all()


def changes_of(session: Session, regrade: Regrade, *, limit: int, after: int = 0) -> list[SubmissionChange]:
    """What it changes, as far as it has come, in the order of receipt; those beyond the number `after`."""
    query = (
        select(RegradedSubmission, GivenVerdict, Submission, User)
        .join(GivenVerdict, GivenVerdict.number == RegradedSubmission.replaces)
        .join(Submission, Submission.number == RegradedSubmission.submission_number)
        .join(User, User.id == Submission.student_id)
        .where(
            RegradedSubmission.regrade_id == regrade.id,
            RegradedSubmission.matters.is_(True),
            Submission.number > after,
        )
        .order_by(Submission.number)
        .limit(limit)
    )
    return [
        SubmissionChange(
            submission=submission.id,
            number=submission.number,
            student=student,
            change=compare(Verdict.model_validate(given.verdict), Verdict.model_validate(row.verdict)),
            is_applied=row.is_applied,
        )
        for row, given, submission, student in session.execute(query)
    ]


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)
