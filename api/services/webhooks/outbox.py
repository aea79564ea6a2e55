"""What is to be told: written down in the commit of the change that it tells of, so that neither is lost."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.security import new_id
from api.services.gradebook.grade import Grade, Grades
from api.store.assignments import Assignment
from api.store.classes import Membership
from api.store.webhooks import Delivery, Webhook
from api.store.work import Submission
from exercises.verdict import Verdict

Because = Literal["graded", "overridden", "override_withdrawn"]


def tell_of_verdict(session: Session, submission: Submission, verdict: Verdict, now: datetime) -> None:
    """Tell of a verdict that is given in this transaction, unless it is of a Check or of practice."""
    if submission.assignment_id is None or submission.purpose != "submit":
        return
    about = {
        "id": submission.id,
        "received_at": submission.received_at.isoformat(),
        "status": verdict.status,
        "score": verdict.score,
    }
    tell_of_grade(session, submission.assignment_id, submission.student_id, "graded", now, submission=about)


def tell_of_grade(
    session: Session,
    assignment_id: str,
    student_id: str,
    because: Because,
    now: datetime,
    *,
    submission: dict[str, Any] | None = None,
) -> None:
    """Tell every webhook of the class what a student's grade for an assignment is from now on.

    No name goes out, but the student's number at the centre: by it another system knows who is meant.
    """
    assignment = session.get_one(Assignment, assignment_id)
    webhooks = webhooks_of(session, assignment.class_id)
    if not webhooks:
        return
    session.flush()
    grade = Grades(session, [assignment], now, student_id).of(assignment_id, student_id)
    membership = session.get(Membership, (assignment.class_id, student_id))
    body = {
        "event": "grade",
        "because": because,
        "at": now.isoformat(),
        "class": assignment.class_id,
        "assignment": assignment.id,
        "exercise": assignment.exercise,
        "student": {"id": student_id, "number": membership.number if membership else None},
        "grade": _told(grade),
        "submission": submission,
    }
    for webhook in webhooks:
        put_out(session, webhook, body, now)


def put_out(session: Session, webhook: Webhook, body: dict[str, Any], now: datetime) -> Delivery:
    """Something to be told to one address, as soon as may be."""
    delivery = Delivery(id=new_id(), webhook_id=webhook.id, body=body, created_at=now, due_at=now, tries=0)
    session.add(delivery)
    return delivery


def webhooks_of(session: Session, class_id: str, *, removed_too: bool = False) -> list[Webhook]:
    """The webhooks of a class, oldest first."""
    query = select(Webhook).where(Webhook.class_id == class_id)
    if not removed_too:
        query = query.where(Webhook.removed_at.is_(None))
    return list(session.scalars(query.order_by(Webhook.created_at, Webhook.id)))


def _told(grade: Grade) -> dict[str, Any]:
    return {
        "score": grade.score,
        "counted": grade.counted,
        "by_teacher": grade.override is not None,
        "attempts": grade.attempts,
        "days_late": grade.days_late,
    }
