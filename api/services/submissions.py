"""Looking at what was handed in: whose it is, its place in the queue, its verdict."""

from __future__ import annotations

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from api.store.people import User
from api.store.work import GivenVerdict, Submission
from exercises.sandbox.errors import UnsafeFileName
from exercises.submission import unpacked
from exercises.submission_refused import SubmissionRefused


def place_of(session: Session, submission: Submission) -> int:
    """How many are before this one in the queue, itself included; 0 once its turn has come."""
    if submission.stage != "queued":
        return 0
    before = or_(
        Submission.urgency < submission.urgency,
        and_(Submission.urgency == submission.urgency, Submission.number <= submission.number),
    )
    return session.scalar(select(func.count()).where(Submission.stage == "queued", before)) or 0


def submissions_of(session: Session, user: User, exercise: str | None) -> list[Submission]:
    """A user's own submissions, newest first."""
    query = select(Submission).where(Submission.student_id == user.id).order_by(Submission.number.desc())
    if exercise is not None:
        query = query.where(Submission.exercise == exercise)
    return list(session.scalars(query))


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
