"""Looking at what was handed in: its place in the queue, its verdicts, and lists of it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from api.services.last_verdict import is_last_verdict
from api.store.people import User
from api.store.work import GivenVerdict, Purpose, Submission
from exercises.sandbox.errors import UnsafeFileName
from exercises.submission import unpacked
from exercises.submission_refused import SubmissionRefused


@dataclass(frozen=True, slots=True)
class Listed:
    """A submission with what counts of its last verdict, if it has one; the verdict itself is long."""

    submission: Submission
    outcome: str | None
    """The verdict's status."""
    score: int | None


def place_of(session: Session, submission: Submission) -> int:
    """How many are before this one in the queue, itself included; 0 once its turn has come."""
    if submission.stage != "queued":
        return 0
    before = or_(
        Submission.urgency < submission.urgency,
        and_(Submission.urgency == submission.urgency, Submission.number <= submission.number),
    )
    return session.scalar(select(func.count()).where(Submission.stage == "queued", before)) or 0


def submissions_of(
    session: Session,
    user: User,
    *,
    exercise: str | None = None,
    assignment: str | None = None,
    purpose: Purpose | None = None,
    limit: int,
    after: int = 0,
) -> list[Listed]:
    """A user's own submissions, newest first; those below the number `after`, if it is not 0."""
    query = listed().where(Submission.student_id == user.id).order_by(Submission.number.desc()).limit(limit)
    if exercise is not None:
        query = query.where(Submission.exercise == exercise)
    if assignment is not None:
        query = query.where(Submission.assignment_id == assignment)
    if purpose is not None:
        query = query.where(Submission.purpose == purpose)
    if after:
        query = query.where(Submission.number < after)
    return read(session, query)


def listed() -> Select[Submission, str, int]:
    """Submissions, each with status and score of its last verdict; to be narrowed down and ordered."""
    return select(Submission, GivenVerdict.status, GivenVerdict.score).outerjoin(
        GivenVerdict, is_last_verdict()
    )


def read(session: Session, query: Select[Submission, str, int]) -> list[Listed]:
    """What a query finds that began with `listed()`."""
    return [Listed(submission, outcome, score) for submission, outcome, score in session.execute(query)]


def files_of(submission: Submission) -> dict[str, bytes]:
    """What was handed in, by name; of a zip file what is in it, if it can be unpacked."""
    files = {file.name: file.content for file in submission.files}
    try:
        return dict(unpacked(files))
    except (SubmissionRefused, UnsafeFileName):
        return files


def latest_verdict(submission: Submission) -> GivenVerdict | None:
    """The verdict that counts: the last one given."""
    return submission.verdicts[-1] if submission.verdicts else None
