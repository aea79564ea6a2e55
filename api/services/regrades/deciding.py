"""What a teacher does with a regrading: asks for it, then makes it count or throws it away."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CursorResult, func, select, update
from sqlalchemy.orm import Session

from api.errors import ApiError
from api.security import new_id
from api.services.audit import note
from api.services.regrades.applying import forget_traces
from api.store.assignments import Assignment
from api.store.people import User
from api.store.regrades import Regrade, RegradedSubmission, RegradeState
from api.store.work import GivenVerdict, Submission
from devices.text import Text


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
        en="Still to be graded: {left}. Apply it when all are.", fa="هنوز {left} ارسال باید دوباره تصحیح شود."
    )


class RegradeDecided(ApiError):
    """It was applied or discarded before."""

    code = "regrade_decided"
    status = 409
    words = Text(
        en="This regrading was applied or discarded already.",
        fa="این تصحیح دوباره پیش‌تر اعمال یا کنار گذاشته شده است.",
    )


def begin(session: Session, assignment: Assignment, author: User, now: datetime) -> Regrade:
    """Want a regrading of everything that was handed in for an assignment and has its verdict.

    What still waits for a verdict is no part of it. `reconcile_regrades` asks for the jobs: those of a large
    class, asked for here, would keep everybody else waiting. Raises NothingToRegrade, RegradeUnderWay.
    """
    other = select(Regrade.id).where(
        Regrade.assignment_id == assignment.id, Regrade.state.in_(("grading", "applying"))
    )
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
    session.add_all(
        RegradedSubmission(regrade_id=regrade.id, submission_number=number, replaces=verdict, attempt=1)
        for number, verdict in graded
    )
    note(session, author, "regrade.started", regrade.id, now, class_id=assignment.class_id)
    return regrade


def left(session: Session, regrade: Regrade) -> int:
    """How much of it is still to be graded."""
    query = select(func.count()).where(
        RegradedSubmission.regrade_id == regrade.id, RegradedSubmission.matters.is_(None)
    )
    return session.scalar(query) or 0


def apply(session: Session, regrade: Regrade, person: User, now: datetime) -> None:
    """Let the new verdicts count where they differ: `give_applied` gives them. The old ones are kept.

    Raises RegradeNotReady, RegradeDecided.
    """
    waiting = left(session, regrade)
    if regrade.state == "grading" and waiting:
        raise RegradeNotReady(left=waiting)
    _decide(session, regrade, "applying", now)
    _note(session, regrade, person, "regrade.applied", now)


def discard(session: Session, regrade: Regrade, person: User, now: datetime) -> None:
    """Let all verdicts stand as they are; what is still to be graded is not. Raises RegradeDecided."""
    _decide(session, regrade, "discarded", now)
    _note(session, regrade, person, "regrade.discarded", now)
    forget_traces(session, regrade.id)


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


def _note(session: Session, regrade: Regrade, person: User, action: str, now: datetime) -> None:
    class_id = session.get_one(Assignment, regrade.assignment_id).class_id
    note(
        session,
        person,
        action,
        regrade.id,
        now,
        class_id=class_id,
        after={"assignment": regrade.assignment_id},
    )
