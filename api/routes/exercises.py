"""The exercises, each with the student's own parameters and standing."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header

from api.clock import utc_now
from api.routes.access import ServiceOf, SignedIn
from api.routes.exercise_views import ExerciseSummary, ExerciseView, whole_view
from api.services.assignments.own import applying_now, own_assignments
from api.services.assignments.visible import exercise_for, exercises_for
from api.services.exercises import Standing, standings
from api.services.labs import lab_base

router = APIRouter(prefix="/api/exercises", tags=["exercises"])


@router.get("")
def list_exercises(user: SignedIn, service: ServiceOf) -> list[ExerciseSummary]:
    """The exercises that one may see, with what one has reached in each."""
    with service.sessions() as session:
        reached = standings(session, user)
        exercises = exercises_for(session, service.catalogue, user, utc_now())
    return [
        ExerciseSummary.of(exercise, reached.get(exercise.id, Standing())) for exercise in exercises.values()
    ]


@router.get("/{exercise_id}")
def show_exercise(
    exercise_id: str, user: SignedIn, service: ServiceOf, accept_language: Annotated[str, Header()] = "en"
) -> ExerciseView:
    """One exercise with this student's own parameters; the starter in the language asked for."""
    now = utc_now()
    with service.sessions() as session:
        exercise = exercise_for(session, service.catalogue, user, exercise_id, now)
        standing = standings(session, user).get(exercise.id, Standing())
        own = own_assignments(session, user, now, exercise.id)
    return whole_view(
        exercise,
        standing,
        student=user.id,
        base=lab_base(service.secret, user.id, exercise.id),
        language=accept_language,
        applying=applying_now(own, now),
        now=now,
    )
