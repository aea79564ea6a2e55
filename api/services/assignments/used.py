"""How many of their submissions and Checks students have used up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from api.services.last_verdict import is_last_verdict
from api.store.people import User
from api.store.work import GivenVerdict, Purpose, Submission

NOT_COUNTED = ("invalid", "infrastructure")
"""Verdicts that use nothing up: there was nothing to run, or the lab itself failed."""


def used_by(
    session: Session, student: User, assignment_ids: Collection[str]
) -> Counter[tuple[str | None, Purpose]]:
    """How often the student has submitted and checked, by assignment and purpose.

    What waits for its verdict is counted; it is given back if the verdict turns out to be none of the
    student's making.
    """
    rows = session.execute(
        select(Submission.assignment_id, Submission.purpose, func.count(Submission.number))
        .outerjoin(GivenVerdict, is_last_verdict())
        .where(Submission.student_id == student.id, Submission.assignment_id.in_(assignment_ids))
        .where(or_(GivenVerdict.status.is_(None), GivenVerdict.status.not_in(NOT_COUNTED)))
        .group_by(Submission.assignment_id, Submission.purpose)
    )
    return Counter({(assignment_id, purpose): count for assignment_id, purpose, count in rows})
