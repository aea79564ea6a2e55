"""How much waits to be graded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.store.regrades import Regrade, RegradedSubmission
from api.store.work import Submission


@dataclass(frozen=True, slots=True)
class QueueState:
    """What is being graded, and what waits for it."""

    running: int
    checks: int
    submissions: int
    regrades: int
    oldest: datetime | None
    """When what waits longest was received."""


def queue_state(session: Session) -> QueueState:
    """The queue of the whole lab at this moment."""
    counts = {
        (stage, purpose): (count, oldest)
        for stage, purpose, count, oldest in session.execute(
            select(
                Submission.stage,
                Submission.purpose,
                func.count(Submission.number),
                func.min(Submission.received_at),
            )
            .where(Submission.stage != "done")
            .group_by(Submission.stage, Submission.purpose)
        )
    }
    regrades = (
        select(func.count())
        .select_from(RegradedSubmission)
        .join(Regrade, Regrade.id == RegradedSubmission.regrade_id)
        .where(Regrade.state == "grading", RegradedSubmission.matters.is_(None))
    )
    waiting = [oldest for (stage, _), (_, oldest) in counts.items() if stage == "queued"]
    return QueueState(
        running=sum(count for (stage, _), (count, _) in counts.items() if stage == "running"),
        checks=counts.get(("queued", "check"), (0, None))[0],
        submissions=counts.get(("queued", "submit"), (0, None))[0],
        regrades=session.scalar(regrades) or 0,
        oldest=min(waiting, default=None),
    )
