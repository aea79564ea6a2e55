"""Sees to it that every submission gets a verdict, whatever became of its job."""

from __future__ import annotations

import logging
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.jobs import Jobs, job_id
from api.services.grading import record_verdict
from api.store.database import Sessions
from api.store.work import Submission
from devices.text import Text
from exercises.grading import GRADER_VERSION
from exercises.verdict import Reason, Verdict

_log = logging.getLogger("khaneh.reconciling")

MOST_ATTEMPTS = 3

_FAILED = Text(
    en="The lab could not grade this program, {attempts} times over. It is kept; tell your instructor.",
    fa="آزمایشگاه {attempts} بار نتوانست این برنامه را تصحیح کند. برنامه نگه داشته شده است؛ به استاد بگویید.",
)


def reconcile(sessions: Sessions, jobs: Jobs, workers: Collection[str], now: datetime) -> None:
    """Compare submissions without a verdict with the queue, and mend what does not fit.

    A job that was never asked for is asked for. One that ended without a verdict has failed: another
    attempt follows, and after the last one a verdict that says so. One that is held by a worker which
    is not among `workers` goes back into the queue. To be called by one process.
    """
    with sessions() as session:
        waiting = list(session.scalars(select(Submission).where(Submission.stage != "done")))
    names = {submission.id: job_id(submission.id, submission.attempt) for submission in waiting}
    known = jobs.look_up(names.values())
    for submission in waiting:
        job = names[submission.id]
        if job not in known:
            _ask(sessions, jobs, submission.id, submission.attempt)
        elif known[job].has_ended:
            _try_again(sessions, jobs, submission, now)
        elif known[job].held_by is not None and known[job].held_by not in workers:
            jobs.resume(job)


def _ask(sessions: Sessions, jobs: Jobs, submission_id: str, attempt: int) -> None:
    with sessions.begin() as session:
        if _is_waiting(session, submission_id, attempt):
            _log.warning("submission %s had no job; it has one now", submission_id)
            jobs.enqueue(session, submission_id, attempt)


def _try_again(sessions: Sessions, jobs: Jobs, submission: Submission, now: datetime) -> None:
    if submission.attempt >= MOST_ATTEMPTS:
        verdict = _failure(submission)
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


def _failure(submission: Submission) -> Verdict:
    says = _FAILED.format(attempts=MOST_ATTEMPTS)
    return Verdict(
        exercise=submission.exercise,
        version=submission.exercise_version,
        status="infrastructure",
        score=0,
        trace_sha256="",
        reason=Reason(code="infrastructure", says=says),
    )
