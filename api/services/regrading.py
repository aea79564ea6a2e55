"""Grades stored submissions again after a fix: first to see what would change, then to write it down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, selectinload

from api.errors import ApiError
from api.services.graders import grade_as_installed
from api.services.grading import give, task_of
from api.services.grading_task import GradingTask, Outcome
from api.services.submissions import latest_verdict
from api.services.verdict_changes import VerdictChange, compare
from api.store.classes import Classroom, Membership
from api.store.database import Sessions
from api.store.people import User
from api.store.work import Submission
from devices.text import Text
from exercises.exercise import Exercise
from exercises.grading import GRADER_VERSION, Grader
from exercises.verdict import Verdict


class NoSuchClass(ApiError):
    """No class has this code or id. Fields: given."""

    code = "no_such_class"
    words = Text(
        en="There is no class with the code or id {given}.", fa="کلاسی با کد یا شناسهٔ {given} وجود ندارد."
    )


class NoSuchSubmission(ApiError):
    """There is no graded submission of that id for this exercise. Fields: given, exercise."""

    code = "no_such_submission"
    words = Text(
        en="{exercise} has no graded submission {given}.",
        fa="تمرین {exercise} پاسخ تصحیح‌شده‌ای با شناسهٔ {given} ندارد.",
    )


@dataclass(frozen=True, slots=True)
class Graded:
    """A stored submission with the verdict that counts."""

    submission: str
    student: str
    """The student's id."""
    name: str
    task: GradingTask
    verdict_number: int
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Regraded:
    """A submission and what another grading makes of it."""

    graded: Graded
    change: VerdictChange
    outcome: Outcome


def graded_submissions(
    session: Session, exercise: str, *, classroom: str | None = None, ids: Iterable[str] = ()
) -> list[Graded]:
    """Every submission of an exercise that has its verdict, oldest first; of a class, or those of `ids`.

    Checks are none of them, for they count for nothing; nor what waits for a verdict: it is graded with the
    present versions anyway. Raises NoSuchClass, NoSuchSubmission.
    """
    query = (
        select(Submission, User.name)
        .join(User, User.id == Submission.student_id)
        .where(Submission.exercise == exercise, Submission.stage == "done", Submission.purpose == "submit")
        .options(selectinload(Submission.files), selectinload(Submission.verdicts))
        .order_by(Submission.number)
    )
    if classroom is not None:
        students = select(Membership.user_id).where(Membership.class_id == _class_id(session, classroom))
        query = query.where(Submission.student_id.in_(students))
    wanted = list(ids)
    if wanted:
        query = query.where(Submission.id.in_(wanted))
    found = [_graded(session, submission, name) for submission, name in session.execute(query)]
    missing = [each for each in wanted if each not in {graded.submission for graded in found}]
    if missing:
        raise NoSuchSubmission(given=missing[0], exercise=exercise)
    return found


def regrade(
    exercise: Exercise, submissions: Iterable[Graded], *, secret: bytes, grader: Grader
) -> Iterator[Regraded]:
    """Grade each anew, as the service would; nothing is written."""
    for graded in submissions:
        outcome = grade_as_installed(exercise, graded.task, secret=secret, grader=grader)
        yield Regraded(graded, compare(graded.verdict, outcome.verdict), outcome)


def record(sessions: Sessions, regraded: Regraded, now: datetime) -> bool:
    """Give the new verdict; the old one stays beside it, and no longer counts.

    Returns False, and writes nothing, if the submission got another verdict since it was read.
    """
    try:
        with sessions.begin() as session:
            return _add(session, regraded, now)
    except IntegrityError:  # it came between the look and the writing
        return False


def _add(session: Session, regraded: Regraded, now: datetime) -> bool:
    query = select(Submission).where(Submission.id == regraded.graded.submission)
    submission = session.scalars(query).one()
    latest = latest_verdict(submission)
    if submission.stage != "done" or latest is None or latest.number != regraded.graded.verdict_number:
        return False
    attempt = 1 + max(given.attempt for given in submission.verdicts)
    give(session, submission, regraded.outcome, grader_version=GRADER_VERSION, attempt=attempt, now=now)
    return True


def _class_id(session: Session, given: str) -> str:
    found = session.scalar(select(Classroom.id).where(or_(Classroom.code == given, Classroom.id == given)))
    if found is None:
        raise NoSuchClass(given=given)
    return found


def _graded(session: Session, submission: Submission, name: str) -> Graded:
    given = latest_verdict(submission)
    assert given is not None, "a submission that is done has a verdict"
    return Graded(
        submission=submission.id,
        student=submission.student_id,
        name=name,
        task=task_of(session, submission),
        verdict_number=given.number,
        verdict=Verdict.model_validate(given.verdict),
    )
