"""The work of a regrading: each submission once more, by the present exercise and the present grader."""

from __future__ import annotations

import logging
from collections.abc import Collection
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from api.jobs import Job, Jobs, Urgency
from api.services.grading import task_of
from api.services.grading_task import Grade, Outcome
from api.services.mending import MOST_ATTEMPTS, Waiting, mend
from api.services.reconciling import failure
from api.services.verdict_changes import compare
from api.store.database import Sessions
from api.store.regrades import Regrade, RegradedSubmission, RegradedTrace
from api.store.work import GivenVerdict, Submission
from exercises.verdict import Verdict

REGRADE = "regrade_submission"
"""The workflow that grades one submission of a regrading."""

_log = logging.getLogger("khaneh.regrading")


class Regrading:
    """Performs the jobs of regradings with the given way of grading."""

    def __init__(self, sessions: Sessions, grade: Grade) -> None:
        self._sessions = sessions
        self._grade = grade

    def perform(self, regrade_id: str, submission_number: int, attempt: int) -> None:
        """Grade this submission and keep what comes of it; nothing happens if it is not wanted any more."""
        with self._sessions() as session:
            if wanted(session, regrade_id, submission_number, attempt) is None:
                return
            task = task_of(session, session.get_one(Submission, submission_number))
        outcome = self._grade(task, lambda _: None)
        with self._sessions.begin() as session:
            row = wanted(session, regrade_id, submission_number, attempt)
            if row is not None:
                keep(session, row, outcome)


def job_of(row: RegradedSubmission) -> Job:
    """The job that grades it; nobody waits for that, so everything else goes first."""
    arguments = (row.regrade_id, row.submission_number, row.attempt)
    name = ":".join(map(str, ("regrade", *arguments)))
    return Job(name, REGRADE, arguments, Urgency.REGRADE)


def wanted(
    session: Session, regrade_id: str, submission_number: int, attempt: int
) -> RegradedSubmission | None:
    """The row that waits for this attempt; None if it has its verdict, or is not wanted any more."""
    query = (
        select(RegradedSubmission)
        .join(Regrade, Regrade.id == RegradedSubmission.regrade_id)
        .where(
            Regrade.id == regrade_id,
            Regrade.state == "grading",
            RegradedSubmission.submission_number == submission_number,
            RegradedSubmission.attempt == attempt,
            RegradedSubmission.matters.is_(None),
        )
    )
    return session.scalar(query)


def keep(session: Session, row: RegradedSubmission, outcome: Outcome) -> None:
    """Write down what the regrading makes of a submission, beside the verdict that counts.

    What the lab could not grade changes nothing.
    """
    before = session.get_one(GivenVerdict, row.replaces).verdict
    is_graded = outcome.verdict.status != "infrastructure"
    row.verdict = outcome.verdict.model_dump(mode="json")
    row.matters = is_graded and compare(Verdict.model_validate(before), outcome.verdict).matters
    if outcome.right_answers is not None:
        row.right_answers = dict(outcome.right_answers)
    row.traces = [RegradedTrace(run=run, content=content) for run, content in enumerate(outcome.traces)]


def reconcile_regrades(sessions: Sessions, jobs: Jobs, workers: Collection[str]) -> None:
    """See to everything that is still to be regraded, as `mend` does."""
    query = (
        select(RegradedSubmission)
        .join(Regrade, Regrade.id == RegradedSubmission.regrade_id)
        .where(Regrade.state == "grading", RegradedSubmission.matters.is_(None))
    )
    with sessions() as session:
        unfinished = list(session.scalars(query))
    mend(
        jobs,
        workers,
        (
            Waiting(
                job_of(row).id,
                ask=partial(_ask, sessions, jobs, row),
                try_again=partial(_try_again, sessions, jobs, row),
            )
            for row in unfinished
        ),
    )


def _ask(sessions: Sessions, jobs: Jobs, row: RegradedSubmission) -> None:
    with sessions.begin() as session:
        found = wanted(session, row.regrade_id, row.submission_number, row.attempt)
        if found is not None:
            jobs.ask(session, job_of(found))


def _try_again(sessions: Sessions, jobs: Jobs, row: RegradedSubmission) -> None:
    with sessions.begin() as session:
        found = wanted(session, row.regrade_id, row.submission_number, row.attempt)
        if found is None:
            return
        _log.warning(
            "regrading of submission %d failed in attempt %d", found.submission_number, found.attempt
        )
        if found.attempt >= MOST_ATTEMPTS:
            submission = session.get_one(Submission, found.submission_number)
            keep(session, found, Outcome(failure(submission)))
        else:
            found.attempt += 1
            jobs.ask(session, job_of(found))
