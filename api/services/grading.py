"""From a submission in the store to a verdict in the store, exactly once for each attempt."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CursorResult, select, update
from sqlalchemy.orm import Session

from api.services.grading_task import Grade, GradingTask, Outcome, Report
from api.services.webhooks.outbox import tell_of_verdict
from api.store.assignments import Assignment
from api.store.database import Sessions
from api.store.work import GivenVerdict, KeptTrace, Submission
from exercises.grading import GRADER_VERSION, Progress
from exercises.terms import Terms
from exercises.verdict import Verdict

_log = logging.getLogger("khaneh.grading")

_BETWEEN_NOTES = timedelta(milliseconds=250)
"""Progress is written down at most this often."""


class Grading:
    """Performs the jobs of the queue with the given way of grading."""

    def __init__(self, sessions: Sessions, grade: Grade, now: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._grade = grade
        self._now = now

    def perform(self, submission_id: str, grader_version: str, attempt: int) -> None:
        """Grade this attempt and record its verdict; nothing happens if that is not wanted any more.

        A job that an earlier version of the lab asked for is left alone: the reconciler asks for one of the
        present version in its place.
        """
        if grader_version != GRADER_VERSION:
            return
        with self._sessions.begin() as session:
            submission = _submission(session, submission_id)
            if submission.stage == "done" or submission.attempt != attempt:
                return
            submission.stage = "running"
            submission.progress = None
            task = task_of(session, submission, version=submission.exercise_version)
        outcome = self._grade(task, self._notes(submission_id))
        record_outcome(self._sessions, submission_id, grader_version, attempt, outcome, self._now())

    def _notes(self, submission_id: str) -> Report:
        written_at: datetime | None = None

        def note(progress: Progress) -> None:
            nonlocal written_at
            if written_at is not None and self._now() - written_at < _BETWEEN_NOTES:
                return
            written_at = self._now()
            with self._sessions.begin() as session:
                _submission(session, submission_id).progress = _as_json(progress)

        return note


def task_of(session: Session, submission: Submission, *, version: int | None = None) -> GradingTask:
    """A submission as a grader is given it; of its exercise this version, or the present one."""
    assignment = session.get(Assignment, submission.assignment_id) if submission.assignment_id else None
    terms = Terms(
        is_check=submission.purpose == "check",
        parameters_in_text=assignment is not None and assignment.parameters_in_text,
    )
    files = {file.name: file.content for file in submission.files}
    return GradingTask(submission.exercise, files, submission.student_id, terms, version)


def record_outcome(
    sessions: Sessions,
    submission_id: str,
    grader_version: str,
    attempt: int,
    outcome: Outcome,
    now: datetime,
) -> None:
    """Write a verdict down, unless the submission has one, of whichever attempt: the first one stands."""
    # Whoever writes this row first locks the others out; they find it done.
    claim = update(Submission).where(Submission.id == submission_id, Submission.stage != "done")
    with sessions.begin() as session:
        claimed = session.execute(claim.values(stage="done"))
        assert isinstance(claimed, CursorResult)
        if not claimed.rowcount:
            _log.warning("%s was graded already; attempt %d comes too late", submission_id, attempt)
            return
        submission = _submission(session, submission_id)
        give(session, submission, outcome, grader_version=grader_version, attempt=attempt, now=now)


def record_verdict(
    sessions: Sessions,
    submission_id: str,
    grader_version: str,
    attempt: int,
    verdict: Verdict,
    now: datetime,
) -> None:
    """As `record_outcome`, of a verdict that rests on nothing that is kept."""
    record_outcome(sessions, submission_id, grader_version, attempt, Outcome(verdict), now)


def give(
    session: Session,
    submission: Submission,
    outcome: Outcome,
    *,
    grader_version: str,
    attempt: int,
    now: datetime,
) -> None:
    """Give a submission a verdict, which counts from now on; every verdict that is ever given comes by here.

    Raises IntegrityError, here or at the commit, if this attempt has one already.
    """
    verdict = outcome.verdict
    submission.stage = "done"
    submission.progress = None
    submission.attempt = max(submission.attempt, attempt)
    session.add(
        GivenVerdict(
            submission_number=submission.number,
            grader_version=grader_version,
            attempt=attempt,
            status=verdict.status,
            score=verdict.score,
            verdict=verdict.model_dump(mode="json"),
            right_answers=None if outcome.right_answers is None else dict(outcome.right_answers),
            graded_at=now,
            traces=[KeptTrace(run=run, content=content) for run, content in enumerate(outcome.traces)],
        )
    )
    tell_of_verdict(session, submission, verdict, now)


def _submission(session: Session, submission_id: str) -> Submission:
    return session.scalars(select(Submission).where(Submission.id == submission_id)).one()


def _as_json(progress: Progress) -> dict[str, Any]:
    return {
        "run": progress.run,
        "runs": progress.runs,
        "simulated_s": progress.simulated_s,
        "total_s": progress.total_s,
    }
