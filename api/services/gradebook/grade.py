"""The grade of a student for an assignment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from api.services.gradebook.attempts import read_attempts
from api.services.gradebook.counting import Attempt, count
from api.services.gradebook.overrides import Override, standing_overrides
from api.store.assignments import Assignment, Counting


@dataclass(frozen=True, slots=True)
class Grade:
    """What a student has for an assignment, 0 to 100, and how it came about."""

    score: float | None
    """What counts: a teacher's grade, else the counted one; None as long as there is neither."""
    counted: float | None
    """What the submissions come to, lateness taken off."""
    submissions: tuple[str, ...]
    """Those that made the counted score."""
    attempts: int
    """How many attempts are used up, those included that wait for their verdict."""
    waiting: int
    """How many wait for their verdict."""
    days_late: int
    """Of the submissions that count, the most."""
    handed_in_at: datetime | None
    """When the last one came."""
    override: Override | None


class Grades:
    """The grades of some assignments, read at once."""

    def __init__(
        self, session: Session, assignments: Collection[Assignment], student_id: str | None = None
    ) -> None:
        self._policies = {assignment.id: assignment.counts for assignment in assignments}
        self._attempts = read_attempts(session, assignments, student_id)
        self._overrides = standing_overrides(session, self._policies, student_id)

    def of(self, assignment_id: str, student_id: str) -> Grade:
        """The grade of a student for one of the assignments."""
        whose = (assignment_id, student_id)
        return grade_of(
            self._attempts.get(whose, ()), self._policies[assignment_id], self._overrides.get(whose)
        )

    def attempts(self, assignment_id: str, student_id: str) -> Sequence[Attempt]:
        """What the grade is made of, in the order of receipt."""
        return self._attempts.get((assignment_id, student_id), ())


def grade_of(attempts: Sequence[Attempt], policy: Counting, override: Override | None) -> Grade:
    """The grade that these attempts make, unless a teacher has given another."""
    counted = count(attempts, policy)
    return Grade(
        score=override.score if override else counted.score,
        counted=counted.score,
        submissions=tuple(attempt.submission for attempt in counted.attempts),
        attempts=sum(attempt.is_used for attempt in attempts),
        waiting=sum(attempt.is_waiting for attempt in attempts),
        days_late=max((attempt.days_late for attempt in counted.attempts), default=0),
        handed_in_at=attempts[-1].received_at if attempts else None,
        override=override,
    )
