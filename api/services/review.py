"""What the students of a class have handed in, for whoever reads it through."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from api.services.gradebook.student_terms import StudentTerms
from api.services.submissions import Listed, listed, read
from api.store.assignments import Assignment
from api.store.classes import Membership
from api.store.grades import Comment
from api.store.people import User
from api.store.work import Purpose, Stage, Submission


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which submissions are asked for; what is None does not matter."""

    assignment: str | None = None
    student: str | None = None
    state: Stage | None = None
    purpose: Purpose | None = "submit"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One submission of a class."""

    id: str
    number: int
    student: str
    student_name: str
    exercise: str
    assignment: str | None
    """None is practice of the student's own."""
    purpose: Purpose
    status: Stage
    outcome: str | None
    """The verdict's own status, once there is one."""
    score: int | None
    days_late: int
    received_at: datetime
    comments: int


def review(session: Session, class_id: str, wanted: Wanted, *, before: int, most: int) -> list[Reviewed]:
    """At most so many submissions, newest first: those with numbers below `before`; 0 for the newest.

    Those of students who were removed are among them, and none that was made for another class.
    """
    query = _narrowed(_of_class(class_id), wanted).order_by(Submission.number.desc()).limit(most)
    if before:
        query = query.where(Submission.number < before)
    found = read(session, query)
    numbers = [each.submission.number for each in found]
    names = _names(session, {each.submission.student_id for each in found})
    comments = _comments(session, numbers)
    terms = _terms(session, found)
    return [_reviewed(each, names, comments.get(each.submission.number, 0), terms) for each in found]


def _of_class(class_id: str) -> Select[Submission, str, int]:
    students = select(Membership.user_id).where(Membership.class_id == class_id)
    assignments = select(Assignment.id).where(Assignment.class_id == class_id)
    return listed().where(
        Submission.student_id.in_(students),
        or_(Submission.assignment_id.is_(None), Submission.assignment_id.in_(assignments)),
    )


def _narrowed(query: Select[Submission, str, int], wanted: Wanted) -> Select[Submission, str, int]:
    if wanted.assignment is not None:
        query = query.where(Submission.assignment_id == wanted.assignment)
    if wanted.student is not None:
        query = query.where(Submission.student_id == wanted.student)
    if wanted.state is not None:
        query = query.where(Submission.stage == wanted.state)
    if wanted.purpose is not None:
        query = query.where(Submission.purpose == wanted.purpose)
    return query


def _reviewed(each: Listed, names: Mapping[str, str], comments: int, terms: StudentTerms) -> Reviewed:
    submission = each.submission
    assignment, student = submission.assignment_id, submission.student_id
    return Reviewed(
        id=submission.id,
        number=submission.number,
        student=student,
        student_name=names[student],
        exercise=submission.exercise,
        assignment=assignment,
        purpose=submission.purpose,
        status=submission.stage,
        outcome=each.outcome,
        score=each.score,
        days_late=terms.of(assignment, student).days_late(submission.received_at) if assignment else 0,
        received_at=submission.received_at,
        comments=comments,
    )


def _names(session: Session, students: Collection[str]) -> dict[str, str]:
    query = select(User.id, User.name).where(User.id.in_(students))
    return dict(session.execute(query).all())


def _comments(session: Session, numbers: Collection[int]) -> dict[int, int]:
    query = (
        select(Comment.submission_number, func.count(Comment.id))
        .where(Comment.submission_number.in_(numbers), Comment.removed_at.is_(None))
        .group_by(Comment.submission_number)
    )
    return dict(session.execute(query).all())


def _terms(session: Session, found: Sequence[Listed]) -> StudentTerms:
    ids = {each.submission.assignment_id for each in found}
    return StudentTerms(session, session.scalars(select(Assignment).where(Assignment.id.in_(ids))).all())
