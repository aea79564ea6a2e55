"""From a submission in the store to a verdict in the store, exactly once for each attempt."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from api.store.database import Sessions
from api.store.work import GivenVerdict, Submission
from exercises.grading import Progress
from exercises.verdict import Verdict

_log = logging.getLogger("khaneh.grading")

_BETWEEN_NOTES = timedelta(milliseconds=250)
"""Progress is written down at most this often."""


Report = Callable[[Progress], None]
Grade = Callable[[str, Mapping[str, bytes], str, Report], Verdict]
"""Grades `(exercise, files, student, report)`."""


class Grading:
    """Performs the jobs of the queue with the given way of grading."""

    def __init__(self, sessions: Sessions, grade: Grade, now: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._grade = grade
        self._now = now

    def perform(self, submission_id: str, grader_version: str, attempt: int) -> None:
        """Grade this attempt and record its verdict; nothing happens if it has one already."""
        with self._sessions.begin() as session:
            submission = _submission(session, submission_id)
            if _verdict_of(session, submission, grader_version, attempt) is not None:
                return
            submission.stage = "running"
            submission.progress = None
            files = {file.name: file.content for file in submission.files}
        verdict = self._grade(submission.exercise, files, submission.student_id, self._notes(submission_id))
        record_verdict(self._sessions, submission_id, grader_version, attempt, verdict, self._now())

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


def record_verdict(
    sessions: Sessions,
    submission_id: str,
    grader_version: str,
    attempt: int,
    verdict: Verdict,
    now: datetime,
) -> None:
    """Write a verdict down, unless this attempt has one: the first one stands."""
    try:
        with sessions.begin() as session:
            submission = _submission(session, submission_id)
            submission.stage = "done"
            submission.progress = None
            session.add(
                GivenVerdict(
                    submission_number=submission.number,
                    grader_version=grader_version,
                    attempt=attempt,
                    status=verdict.status,
                    score=verdict.score,
                    verdict=verdict.model_dump(mode="json"),
                    graded_at=now,
                )
            )
    except IntegrityError:
        _log.warning("%s attempt %d was graded already; the first verdict stands", submission_id, attempt)


def _submission(session: Session, submission_id: str) -> Submission:
    return session.scalars(select(Submission).where(Submission.id == submission_id)).one()


def _verdict_of(
    session: Session, submission: Submission, grader_version: str, attempt: int
) -> GivenVerdict | None:
    query = select(GivenVerdict).where(
        GivenVerdict.submission_number == submission.number,
        GivenVerdict.grader_version == grader_version,
        GivenVerdict.attempt == attempt,
    )
    return session.scalar(query)


def _as_json(progress: Progress) -> dict[str, Any]:
    return {
        "run": progress.run,
        "runs": progress.runs,
        "simulated_s": progress.simulated_s,
        "total_s": progress.total_s,
    }
