"""Sees to it that every submission gets a verdict, whatever became of its job."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.jobs import Jobs, job_id
from api.services.grading import record_verdict
from api.services.mending import MOST_ATTEMPTS, Waiting, mend
from api.store.database import Sessions
from api.store.work import Submission
from devices.text import Text
from exercises.grading import GRADER_VERSION
from exercises.verdict import Reason, Verdict

_log = logging.getLogger("khaneh.reconciling")

_FAILED = Text(
    en="The lab could not grade this program, {attempts} times over. It is kept; tell your instructor.",
    fa="آزمایشگاه {attempts} بار نتوانست این برنامه را تصحیح کند. برنامه نگه داشته شده است؛ "
    "به هنرآموز بگویید.",
)


def reconcile(sessions: Sessions, jobs: Jobs, workers: Collection[str], now: datetime) -> None:
    """See to every submission without a verdict, as `mend` does; after the last attempt a verdict says so."""
    with sessions() as session:
        unfinished = list(session.scalars(select(Submission).where(Submission.stage != "done")))
    mend(
        jobs,
        workers,
        (
            Waiting(
                job_id(each.id, each.attempt),
                ask=partial(_ask, sessions, jobs, each.id, each.attempt),
                try_again=partial(_try_again, sessions, jobs, each, now),
            )
            for each in unfinished
        ),
    )


def _ask(sessions: Sessions, jobs: Jobs, submission_id: str, attempt: int) -> None:
    with sessions.begin() as session:
        if _is_waiting(session, submission_id, attempt):
            _log.warning("submission %s had no job; it has one now", submission_id)
            jobs.enqueue(session, submission_id, attempt)


def _try_again(sessions: Sessions, jobs: Jobs, submission: Submission, now: datetime) -> None:
    if submission.attempt >= MOST_ATTEMPTS:
        verdict = failure(submission)
        record_verdict(sessions, submission.id, GRADER_VERSION, submission.attempt, verdict, now)
        return
    with sessions.begin() as session:
        found = session.get_one(Submission, submission.number)
        if _is_waiting(session, found.id, submission.attempt):
            _log.warning("grading of submission %s failed; trying again", found.id)
            found.attempt += 1
            found.stage = "queued"
            found.progress = None
            jobs.enqueue(session, found.id, found.attempt)


def _is_waiting(session: Session, submission_id: str, attempt: int) -> bool:
    """Still without a verdict: the job may have ended after the submissions were read."""
    query = select(Submission.number).where(
        Submission.id == submission_id, Submission.attempt == attempt, Submission.stage != "done"
    )
    return session.scalar(query) is not None


def failure(submission: Submission) -> Verdict:
    """The verdict on what the lab could not grade, however often it tried."""
    says = _FAILED.format(attempts=MOST_ATTEMPTS)
    return Verdict(
        exercise=submission.exercise,
        version=submission.exercise_version,
        status="infrastructure",
        score=0,
        trace_sha256="",
        grader_version=GRADER_VERSION,
        reason=Reason(code="infrastructure", says=says),
    )
