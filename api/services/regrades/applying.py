"""Gives the verdicts of a regrading that was applied: a few at a time, so that nobody waits for long."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from api.services.grading import give
from api.services.grading_task import Outcome
from api.services.submissions import latest_verdict
from api.store.database import Sessions
from api.store.regrades import Regrade, RegradedSubmission, RegradedTrace
from api.store.work import Submission
from exercises.verdict import Verdict

AT_ONCE = 10
"""So many verdicts are given in one commit."""


def give_applied(sessions: Sessions, now: datetime) -> None:
    """Give what is to be given; what was interrupted is gone on with. To be called by one process.

    Left as it is what got another verdict meanwhile.
    """
    with sessions() as session:
        regrades = session.scalars(select(Regrade.id).where(Regrade.state == "applying")).all()
    for regrade in regrades:
        left = _left(sessions, regrade)
        for start in range(0, len(left), AT_ONCE):
            with sessions.begin() as session:
                for number in left[start : start + AT_ONCE]:
                    _give(session, regrade, number, now)
        with sessions.begin() as session:
            session.get_one(Regrade, regrade).state = "applied"
            forget_traces(session, regrade)


def forget_traces(session: Session, regrade: str) -> None:
    """Those of verdicts that were given are the verdicts' own by now."""
    session.execute(delete(RegradedTrace).where(RegradedTrace.regrade_id == regrade))


def _left(sessions: Sessions, regrade: str) -> list[int]:
    query = select(RegradedSubmission.submission_number).where(
        RegradedSubmission.regrade_id == regrade,
        RegradedSubmission.matters.is_(True),
        RegradedSubmission.is_applied.is_(False),
    )
    with sessions() as session:
        return list(session.scalars(query.order_by(RegradedSubmission.submission_number)))


def _give(session: Session, regrade: str, number: int, now: datetime) -> None:
    row = session.get_one(RegradedSubmission, (regrade, number))
    submission = session.get_one(Submission, number)
    latest = latest_verdict(submission)
    if latest is None or latest.number != row.replaces:
        return
    verdict = Verdict.model_validate(row.verdict)
    give(
        session,
        submission,
        Outcome(verdict, tuple(trace.content for trace in row.traces), row.right_answers),
        grader_version=verdict.grader_version,
        attempt=1 + max(given.attempt for given in submission.verdicts),
        now=now,
    )
    row.is_applied = True
