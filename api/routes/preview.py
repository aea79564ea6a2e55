"""A draft as students would meet it, made of the files in the editor; nothing is kept."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.problems import Said
from api.routes.access import Instructor
from api.routes.authoring import FilesToCheck
from api.routes.exercise_views import ParameterView, RuleView
from api.routes.pack_views import MistakeView
from api.routes.plan_views import PlanView, plan_view
from api.routes.sentences import said
from api.services.packs.checking import SOMEBODY, check_files
from api.services.packs.previewing import laid_out
from api.services.packs.script_words import deed_in_words, time_in_words
from exercises.exercise import Exercise
from simulator.floor_plan import plan_of

router = APIRouter(prefix="/api/authoring", tags=["authoring"])


class ScriptedView(BaseModel):
    """One entry of the scenario's script."""

    when: Said
    what: Said


class PreviewedExercise(BaseModel):
    """An exercise filled in for a student on trial."""

    title: Said
    summary: Said
    text: Said
    """The task, in Markdown."""
    parameters: list[ParameterView]
    rules: list[RuleView]
    plan: PlanView
    script: list[ScriptedView]
    starts: datetime
    """The clock of the house when a run begins; without a zone."""
    simulated_s: int


class PreviewView(BaseModel):
    """The exercise, or the mistakes that keep it from being shown."""

    mistakes: list[MistakeView]
    exercise: PreviewedExercise | None


@router.post("/preview")
def preview_exercise_files(body: FilesToCheck, _user: Instructor) -> PreviewView:
    """How the files read as an exercise: texts, rules, house and script; nothing is kept."""
    files = {name: text.encode() for name, text in body.files.items()}
    mistakes = check_files(files, body.exercise).mistakes
    if mistakes:
        return PreviewView(mistakes=[MistakeView.of(each) for each in mistakes], exercise=None)
    with laid_out(files) as exercise:
        return PreviewView(mistakes=[], exercise=_previewed(exercise))


def _previewed(exercise: Exercise) -> PreviewedExercise:
    values = exercise.parameters_for(SOMEBODY)
    scenario = exercise.live_scenario(SOMEBODY)
    plan = plan_of(scenario)
    return PreviewedExercise(
        title=said(exercise.title),
        summary=said(exercise.summary),
        text=said(exercise.text_for(values, "lab/demo")),
        parameters=[
            ParameterView(name=each.name, label=said(each.label), value=values[each.name], unit=each.unit)
            for each in exercise.parameters
        ],
        rules=[
            RuleView(id=each.id, says=said(each.says), weight=each.weight) for each in exercise.asked(values)
        ],
        plan=plan_view(plan),
        script=[
            ScriptedView(when=said(time_in_words(each)), what=said(deed_in_words(each, plan)))
            for each in scenario.script
        ],
        starts=scenario.start,
        simulated_s=exercise.duration_ms // 1000,
    )
