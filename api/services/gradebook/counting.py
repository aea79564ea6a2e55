"""Which of a student's submissions for an assignment make the grade, and what grade they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import fmean

from api.services.assignments.used import NOT_COUNTED
from api.store.assignments import Counting
from exercises.verdict import Status


@dataclass(frozen=True, slots=True)
class Attempt:
    """One submission for an assignment, with the verdict that counts, once it has one."""

    submission: str
    received_at: datetime
    status: Status | None
    score: int | None
    """0 to 100, as the grader gave it."""
    worth: float | None
    """What is left of the score after lateness."""
    days_late: int

    @property
    def is_waiting(self) -> bool:
        """Whether it has no verdict yet."""
        return self.status is None

    @property
    def is_used(self) -> bool:
        """Whether it uses an attempt up."""
        return self.status not in NOT_COUNTED

    @property
    def counts(self) -> bool:
        """Whether it can make a grade."""
        return self.is_used and self.worth is not None


@dataclass(frozen=True, slots=True)
class Counted:
    """What the submissions come to: nothing where none of them counts."""

    score: float | None
    attempts: tuple[Attempt, ...]
    """Those that made the score, in the order of receipt."""


def count(attempts: Sequence[Attempt], policy: Counting) -> Counted:
    """The grade that attempts make, which are given in the order of receipt.

    Of equally good ones the earliest is the best; a last one that still waits leaves the one before standing.
    """
    graded = [attempt for attempt in attempts if attempt.counts]
    if not graded:
        return Counted(None, ())
    if policy == "best":
        graded = [max(graded, key=_worth)]
    elif policy == "last":
        graded = graded[-1:]
    return Counted(round(fmean(map(_worth, graded)), 2), tuple(graded))


def _worth(attempt: Attempt) -> float:
    return attempt.worth or 0.0
