"""What an editor for exercises needs: the schemas of the files, and every mistake in them at once."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.routes.access import Instructor
from api.routes.pack_views import MistakeView
from api.services.packs.checking import check_files
from exercises.schema import exercise_schema
from exercises.submission_refused import MOST_FILES
from simulator.scenario import scenario_schema

router = APIRouter(prefix="/api/authoring", tags=["authoring"])


class FilesToCheck(BaseModel):
    """The files of an exercise as they stand in the editor."""

    model_config = ConfigDict(extra="forbid")
    files: Annotated[dict[str, str], Field(max_length=MOST_FILES, description="Texts by file name.")]
    exercise: Annotated[
        str | None, Field(max_length=64, description="The id that exercise.yaml has to have.")
    ] = None


class CheckView(BaseModel):
    """What is wrong with the files; an exercise without mistakes can be proven."""

    ok: bool
    id: str | None
    version: int | None
    mistakes: list[MistakeView]


@router.get("/schemas/exercise")
def show_exercise_schema(_user: Instructor) -> dict[str, Any]:
    """The JSON Schema of exercise.yaml, for completion and checks in an editor."""
    return _exercise_schema()


@router.get("/schemas/scenario")
def show_scenario_schema(_user: Instructor) -> dict[str, Any]:
    """The JSON Schema of a scenario's file."""
    return _scenario_schema()


@router.post("/check")
def check_exercise_files(body: FilesToCheck, _user: Instructor) -> CheckView:
    """Every mistake in the files by file, line and field, with what would be right; nothing is kept."""
    checked = check_files({name: text.encode() for name, text in body.files.items()}, body.exercise)
    return CheckView(
        ok=not checked.mistakes,
        id=checked.id,
        version=checked.version,
        mistakes=[MistakeView.of(mistake) for mistake in checked.mistakes],
    )


_exercise_schema = cache(exercise_schema)
_scenario_schema = cache(scenario_schema)
