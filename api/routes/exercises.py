"""The exercises, each with the student's own parameters and standing."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header
from pydantic import BaseModel

from api.problems import Said
from api.routes.access import ServiceOf, SignedIn
from api.services.exercises import Standing, standings
from api.services.labs import lab_base
from devices.text import Text
from exercises.exercise import Exercise

router = APIRouter(prefix="/api/exercises", tags=["exercises"])


class ExerciseSummary(BaseModel):
    """One line of the list."""

    id: str
    version: int
    unit: str
    number: int
    title: Said
    summary: Said
    difficulty: int
    best_score: int | None
    attempts: int


class ParameterView(BaseModel):
    """A number or word that is this student's own."""

    name: str
    label: Said
    value: int | float | str
    unit: str | None


class RuleView(BaseModel):
    """What is asked, in words, and what it is worth."""

    id: str
    says: Said
    weight: float


class ExerciseView(ExerciseSummary):
    """One exercise, whole."""

    text: Said
    parameters: list[ParameterView]
    rules: list[RuleView]
    hints: list[Said]
    starter: str
    allowed_modules: list[str]
    base: str
    simulated_s: int


@router.get("")
def list_exercises(user: SignedIn, service: ServiceOf) -> list[ExerciseSummary]:
    """All exercises, with what this student has reached in each."""
    with service.sessions() as session:
        reached = standings(session, user)
    return [
        ExerciseSummary(**_summary(exercise, reached.get(exercise.id, Standing())))
        for exercise in service.catalogue.exercises.values()
    ]


@router.get("/{exercise_id}")
def show_exercise(
    exercise_id: str, user: SignedIn, service: ServiceOf, accept_language: Annotated[str, Header()] = "en"
) -> ExerciseView:
    """One exercise with this student's own parameters; the starter in the language asked for."""
    exercise = service.catalogue.find(exercise_id)
    with service.sessions() as session:
        standing = standings(session, user).get(exercise.id, Standing())
    base = lab_base(service.secret, user.id, exercise.id)
    values = exercise.parameters_for(user.id)
    return ExerciseView(
        **_summary(exercise, standing),
        text=_said(exercise.text_for(values, base)),
        parameters=[
            ParameterView(
                name=parameter.name,
                label=_said(parameter.label),
                value=values[parameter.name],
                unit=parameter.unit,
            )
            for parameter in exercise.parameters
        ],
        rules=[
            RuleView(id=each.id, says=_said(each.says), weight=each.weight) for each in exercise.asked(values)
        ],
        hints=[_said(hint) for hint in exercise.hints],
        starter=exercise.starter(values, base, "fa" if accept_language.startswith("fa") else "en"),
        allowed_modules=list(exercise.allowed_modules),
        base=base,
        simulated_s=exercise.duration_ms // 1000,
    )


def _summary(exercise: Exercise, standing: Standing) -> dict[str, Any]:
    return {
        "id": exercise.id,
        "version": exercise.version,
        "unit": exercise.unit,
        "number": exercise.number,
        "title": _said(exercise.title),
        "summary": _said(exercise.summary),
        "difficulty": exercise.difficulty,
        "best_score": standing.best_score,
        "attempts": standing.attempts,
    }


def _said(text: Text) -> Said:
    return Said(en=text.en, fa=text.fa)
