"""Which exercises somebody gets to see: private ones their teachers, and students while they are given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from api.errors import ApiError, NotFound
from api.services.assignments.own import own_assignments
from api.services.catalogue import Catalogue
from api.services.rights import private_exercises_of
from api.store.people import User
from devices.text import Text
from exercises.exercise import Exercise


class NoSuchExercise(ApiError):
    """An exercise to be given that is not there, or is a colleague's own. Fields: exercise."""

    code = "no_such_exercise"
    status = 422
    words = Text(
        en="There is no exercise {exercise} that you could give; the list of exercises has their ids.",
        fa="تمرینی با شناسهٔ {exercise} نیست که بتوانید بدهید؛ شناسه‌ها در فهرست تمرین‌هاست.",
    )


def exercises_for(
    session: Session, catalogue: Catalogue, person: User, now: datetime
) -> Mapping[str, Exercise]:
    """Every exercise that this person may see, by id, in the order of the course."""
    return catalogue.offered(_private_to(session, person, now))


def exercise_for(
    session: Session, catalogue: Catalogue, person: User, exercise_id: str, now: datetime
) -> Exercise:
    """An exercise that this person may see. Raises NotFound."""
    exercise = catalogue.find(exercise_id)
    if catalogue.is_private(exercise_id) and exercise_id not in _private_to(session, person, now):
        raise NotFound()
    return exercise


def is_free_to(session: Session, catalogue: Catalogue, person: User, exercise_id: str) -> bool:
    """Whether this person may work on an exercise without being given it: it is public, or one's own."""
    return not catalogue.is_private(exercise_id) or exercise_id in private_exercises_of(session, person)


def exercise_to_give(session: Session, catalogue: Catalogue, teacher: User, exercise_id: str) -> Exercise:
    """An exercise that this teacher may give to a class. Raises NoSuchExercise."""
    found = catalogue.offered({exercise_id}).get(exercise_id)
    if found is None or not is_free_to(session, catalogue, teacher, exercise_id):
        raise NoSuchExercise(exercise=exercise_id)
    return found


def _private_to(session: Session, person: User, now: datetime) -> set[str]:
    given = {
        each.assignment.exercise
        for each in own_assignments(session, person, now)
        if each.terms.is_open_at(now)
    }
    return given | private_exercises_of(session, person)
