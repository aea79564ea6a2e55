"""The grade of a student for an assignment."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from api.services.gradebook.attempts import read_attempts
from api.services.gradebook.counting import Attempt, count
from api.services.gradebook.overrides import Override, standing_overrides
from api.services.gradebook.student_terms import StudentTerms
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
    missing: bool
    """Whether the student's due time is over and nothing has come: in the total it is 0."""
    override: Override | None


class Grades:
    """The grades of some assignments, read at once, of all students or of one."""

    def __init__(
        self,
        session: Session,
        assignments: Collection[Assignment],
        now: datetime,
        student_id: str | None = None,
    ) -> None:
        self._now = now
        self._terms = StudentTerms(session, assignments)
        self._attempts = read_attempts(session, self._terms, student_id)
        self._overrides = standing_overrides(session, list(self._terms.assignments), student_id)

    def of(self, assignment_id: str, student_id: str) -> Grade:
        """The grade of a student for one of the assignments."""
        due_at = self._terms.of(assignment_id, student_id).due_at
        return grade_of(
            self.attempts(assignment_id, student_id),
            self._terms.assignments[assignment_id].counts,
            self._overrides.get((assignment_id, student_id)),
            is_due=due_at is not None and due_at < self._now,
        )

    def attempts(self, assignment_id: str, student_id: str) -> Sequence[Attempt]:
        """What the grade is made of, in the order of receipt."""
        return self._attempts.get((assignment_id, student_id), ())


def grade_of(
    attempts: Sequence[Attempt], policy: Counting, override: Override | None, *, is_due: bool
) -> Grade:
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
        missing=is_due and not attempts and override is None,
        override=override,
    )


def total_of(grades: Collection[tuple[Grade, float]]) -> float | None:
    """The mean of grades by their weights; what is missing is 0, what has no grade yet is left out."""
    counting = [(grade.score or 0.0, weight) for grade, weight in grades if _counts(grade) and weight > 0]
    weights = sum(weight for _, weight in counting)
    return round(sum(score * weight for score, weight in counting) / weights, 2) if weights else None


def _counts(grade: Grade) -> bool:
    return grade.missing or grade.score is not None
