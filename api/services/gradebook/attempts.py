"""Reading what was handed in for assignments, with what each submission is worth."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import cast

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from api.services.assignments.terms import Terms
from api.services.gradebook.counting import Attempt
from api.services.gradebook.student_terms import StudentTerms
from api.services.last_verdict import is_last_verdict
from api.store.work import GivenVerdict, Submission
from exercises.verdict import Status

Whose = tuple[str, str]
"""The ids of an assignment and of a student."""


def read_attempts(
    session: Session, terms: StudentTerms, student_id: str | None = None
) -> Mapping[Whose, list[Attempt]]:
    """The attempts at assignments, of all students or of one, in the order of receipt. Checks are none."""
    attempts: dict[Whose, list[Attempt]] = {}
    rows = session.execute(_query(list(terms.assignments), student_id))
    for assignment_id, student, submission, received_at, status, score in rows:
        whose = (cast("str", assignment_id), student)
        attempt = _attempt(terms.of(*whose), submission, received_at, status, score)
        attempts.setdefault(whose, []).append(attempt)
    return attempts


def _attempt(
    terms: Terms, submission: str, received_at: datetime, status: str | None, score: int | None
) -> Attempt:
    return Attempt(
        submission=submission,
        received_at=received_at,
        status=cast("Status | None", status),
        score=score,
        worth=None if score is None else terms.score_of(score, received_at),
        days_late=terms.days_late(received_at),
    )


def _query(
    assignment_ids: Collection[str], student_id: str | None
) -> Select[str | None, str, str, datetime, str, int]:
    query = (
        select(
            Submission.assignment_id,
            Submission.student_id,
            Submission.id,
            Submission.received_at,
            GivenVerdict.status,
            GivenVerdict.score,
        )
        .outerjoin(GivenVerdict, is_last_verdict())
        .where(Submission.assignment_id.in_(assignment_ids), Submission.purpose == "submit")
        .order_by(Submission.number)
    )
    if student_id is not None:
        query = query.where(Submission.student_id == student_id)
    return query
