"""What a teacher does with a regrading: asks for it, then makes it count or throws it away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CursorResult, delete, func, select, update
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.jobs import Jobs
from api.security import new_id
from api.services.audit import note
from api.services.grading import give
from api.services.grading_task import Outcome
from api.services.regrades.grading import job_of
from api.services.submissions import latest_verdict
from api.store.assignments import Assignment
from api.store.people import User
from api.store.regrades import Regrade, RegradedSubmission, RegradedTrace, RegradeState
from api.store.work import GivenVerdict, Submission
from devices.text import Text
from exercises.verdict import Verdict


class NothingToRegrade(ApiError):
    """Nothing that was handed in for the assignment has a verdict."""

    code = "nothing_to_regrade"
    status = 409
    words = Text(
        en="Nothing that was handed in for this assignment has been graded yet.",
        fa="هنوز هیچ ارسالی برای این تکلیف تصحیح نشده است.",
    )


class RegradeUnderWay(ApiError):
    """There is a regrading of this assignment that was not decided. Fields: regrade."""

    code = "regrade_under_way"
    status = 409
    words = Text(
        en="There is a regrading of this assignment already: apply it or discard it first.",
        fa="تصحیح دوباره‌ای برای این تکلیف در جریان است؛ نخست آن را اعمال کنید یا کنار بگذارید.",
    )


class RegradeNotReady(ApiError):
    """Not everything is graded. Fields: left."""

    code = "regrade_not_ready"
    status = 409
    words = Text(
        en="{left} submissions are still to be graded.", fa="هنوز {left} ارسال باید دوباره تصحیح شود."
    )


class RegradeDecided(ApiError):
    """It was applied or discarded before."""

    code = "regrade_decided"
    status = 409
    words = Text(
        en="This regrading was applied or discarded already.",
        fa="این تصحیح دوباره پیش‌تر اعمال یا کنار گذاشته شده است.",
    )


def begin(session: Session, jobs: Jobs, assignment: Assignment, author: User, now: datetime) -> Regrade:
    """Ask for a regrading of everything that was handed in for an assignment and has its verdict.

    What still waits for a verdict is no part of it. Raises NothingToRegrade, RegradeUnderWay.
    """
    other = select(Regrade.id).where(Regrade.assignment_id == assignment.id, Regrade.state == "grading")
    under_way = session.scalar(other.limit(1))
    if under_way is not None:
        raise RegradeUnderWay(regrade=under_way)
    last = select(Submission.number, func.max(GivenVerdict.number)).join(
        GivenVerdict, GivenVerdict.submission_number == Submission.number
    )
    graded = session.execute(
        last.where(
            Submission.assignment_id == assignment.id,
            Submission.purpose == "submit",
            Submission.stage == "done",
        )
        .group_by(Submission.number)
        .order_by(Submission.number)
    ).all()
    if not graded:
        raise NothingToRegrade()
    regrade = Regrade(
        id=new_id(), assignment_id=assignment.id, author_id=author.id, state="grading", created_at=now
    )
    session.add(regrade)
    session.flush()
    rows = [
        RegradedSubmission(regrade_id=regrade.id, submission_number=number, replaces=verdict, attempt=1)
        for number, verdict in graded
    ]
    session.add_all(rows)
    session.flush()
    for row in rows:
        jobs.ask(session, job_of(row))
    note(session, author, "regrade.started", regrade.id, now, class_id=assignment.class_id)
    return regrade


def left(session: Session, regrade: Regrade) -> int:
    """How much of it is still to be graded."""
    query = select(func.count()).where(
        RegradedSubmission.regrade_id == regrade.id, RegradedSubmission.matters.is_(None)
    )
    return session.scalar(query) or 0


def apply(session: Session, regrade: Regrade, person: User, now: datetime) -> int:
    """Give every new verdict that changes something; returns how many. The old ones are kept beside them.

    Left as they are: what the lab could not regrade, and what got another verdict meanwhile.
    Raises RegradeNotReady, RegradeDecided.
    """
    waiting = left(session, regrade)
    if regrade.state == "grading" and waiting:
        raise RegradeNotReady(left=waiting)
    _decide(session, regrade, "applied", now)
    changing = (
        select(RegradedSubmission)
        .where(RegradedSubmission.regrade_id == regrade.id, RegradedSubmission.matters.is_(True))
        .order_by(RegradedSubmission.submission_number)
    )
    numbers = [row.submission_number for row in session.scalars(changing)]
    applied = sum(_give(session, regrade, number, now) for number in numbers)
    _note(session, regrade, person, "regrade.applied", now, applied)
    _forget_traces(session, regrade)
    return applied


def discard(session: Session, regrade: Regrade, person: User, now: datetime) -> None:
    """Let all verdicts stand as they are; what is still to be graded is not. Raises RegradeDecided."""
    _decide(session, regrade, "discarded", now)
    _note(session, regrade, person, "regrade.discarded", now, 0)
    _forget_traces(session, regrade)


def _decide(session: Session, regrade: Regrade, state: RegradeState, now: datetime) -> None:
    """Whoever comes first decides: written at once, it locks out a second decision."""
    decided = session.execute(
        update(Regrade)
        .where(Regrade.id == regrade.id, Regrade.state == "grading")
        .values(state=state, ended_at=now)
    )
    assert isinstance(decided, CursorResult)
    if not decided.rowcount:
        raise RegradeDecided()
    session.refresh(regrade)


def _give(session: Session, regrade: Regrade, number: int, now: datetime) -> bool:
    query = select(RegradedTrace.content).where(
        RegradedTrace.regrade_id == regrade.id, RegradedTrace.submission_number == number
    )
    row = session.get_one(RegradedSubmission, (regrade.id, number))
    submission = session.get_one(Submission, number)
    latest = latest_verdict(submission)
    if latest is None or latest.number != row.replaces:
        return False
    verdict = Verdict.model_validate(row.verdict)
    traces = tuple(session.scalars(query.order_by(RegradedTrace.run)))
    give(
        session,
        submission,
        Outcome(verdict, traces, row.right_answers),
        grader_version=verdict.grader_version,
        attempt=1 + max(given.attempt for given in submission.verdicts),
        now=now,
    )
    row.is_applied = True
    session.flush()
    return True


def _note(session: Session, regrade: Regrade, person: User, action: str, now: datetime, applied: int) -> None:
    class_id = session.get_one(Assignment, regrade.assignment_id).class_id
    after = {"assignment": regrade.assignment_id, "changed": applied}
    note(session, person, action, regrade.id, now, class_id=class_id, after=after)


def _forget_traces(session: Session, regrade: Regrade) -> None:
    """Those of applied verdicts are the verdicts' own by now."""
    session.execute(
        delete(RegradedTrace)
        .where(RegradedTrace.regrade_id == regrade.id)
        .execution_options(synchronize_session=False)
    )
