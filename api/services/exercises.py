"""The exercises as a student meets them: with the student's own parameters, and with the rules in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from api.errors import NotFound
from api.store.people import User
from api.store.work import GivenVerdict, Submission
from exercises.exercise import Exercise, all_exercises


class Catalogue:
    """The exercises of this lab, read once, at the first question."""

    def __init__(self, read: Callable[[], Iterable[Exercise]] = all_exercises) -> None:
        self._read = read

    @cached_property
    def exercises(self) -> dict[str, Exercise]:
        """Every exercise by its id, in the order of the course."""
        return {exercise.id: exercise for exercise in self._read()}

    def find(self, exercise_id: str) -> Exercise:
        """The exercise of this id. Raises NotFound."""
        if exercise_id not in self.exercises:
            raise NotFound()
        return self.exercises[exercise_id]


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a student has come with an exercise."""

    attempts: int = 0
    best_score: int | None = None


def standings(session: Session, user: User) -> dict[str, Standing]:
    """The user's standing in every exercise that was tried; of each submission the last verdict counts."""
    counts = select(func.max(GivenVerdict.number)).group_by(GivenVerdict.submission_number)
    rows = session.execute(
        select(Submission.exercise, func.count(Submission.number.distinct()), func.max(GivenVerdict.score))
        .outerjoin(
            GivenVerdict,
            (GivenVerdict.submission_number == Submission.number) & GivenVerdict.number.in_(counts),
        )
        .where(Submission.student_id == user.id)
        .group_by(Submission.exercise)
    )
    return {
        exercise: Standing(attempts=attempts, best_score=None if best is None else round(best))
        for exercise, attempts, best in rows
    }
