"""The terms of an assignment as they are for one student, with every extension that applies."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from api.services.assignments.lateness import days_late, score_after
from api.store.assignments import Assignment, Extension

Phase = Literal["upcoming", "open", "late", "closed"]
"""Not to be seen yet; in time; accepted, but late; not accepted any more."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What holds for one student, or for the class as a whole. Limits that are None do not exist."""

    waits_for_start: bool
    """An exam that nobody has started yet."""
    opens_at: datetime | None
    due_at: datetime | None
    closes_at: datetime | None
    attempts: int | None
    checks: int | None
    grace: timedelta
    penalty_percent: float

    def phase_at(self, now: datetime) -> Phase:
        """Where the assignment stands at a moment."""
        if self.waits_for_start or (self.opens_at is not None and now < self.opens_at):
            return "upcoming"
        if self.closes_at is not None and now > self.closes_at:
            return "closed"
        return "late" if self.days_late(now) else "open"

    def is_open_at(self, now: datetime) -> bool:
        """Whether what comes at this moment is accepted, be it late or not."""
        return self.phase_at(now) in ("open", "late")

    def days_late(self, received_at: datetime) -> int:
        """How many days late something is that came at this moment."""
        return days_late(received_at, self.due_at, self.grace)

    def score_of(self, score: float, received_at: datetime) -> float:
        """What a score is worth that was reached by what came at this moment."""
        return score_after(score, self.days_late(received_at), self.penalty_percent)


def terms_of(assignment: Assignment, extensions: Collection[Extension] = ()) -> Terms:
    """The terms with these extensions, which must be `applying` ones. No extension takes anything away.

    Of several moments the latest counts; minutes and attempts add up. When the due time moves, the closing
    time moves with it.
    """
    more = timedelta(minutes=sum(each.more_minutes for each in extensions))
    due_at = _latest(assignment.due_at, [each.due_at for each in extensions], more)
    moved = more if due_at is None or assignment.due_at is None else due_at - assignment.due_at
    closes_at = assignment.closes_at and max(
        assignment.closes_at + moved,
        *(each.closes_at + more for each in extensions if each.closes_at is not None),
        assignment.closes_at,
    )
    return Terms(
        waits_for_start=assignment.mode == "exam" and assignment.opens_at is None,
        opens_at=assignment.opens_at,
        due_at=due_at,
        closes_at=closes_at,
        attempts=_more(assignment.attempts, sum(each.more_attempts for each in extensions)),
        checks=assignment.checks,
        grace=timedelta(minutes=assignment.grace_minutes),
        penalty_percent=assignment.penalty_percent,
    )


def applying(extensions: Collection[Extension], student_id: str) -> list[Extension]:
    """Of an assignment's extensions, those that were given to this student or to all, and not taken back."""
    return [each for each in extensions if each.removed_at is None and each.student_id in (None, student_id)]


def _latest(given: datetime | None, others: Collection[datetime | None], more: timedelta) -> datetime | None:
    if given is None:
        return None
    return max([given, *(other for other in others if other is not None)]) + more


def _more(attempts: int | None, more: int) -> int | None:
    return None if attempts is None else attempts + more
