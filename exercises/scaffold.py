"""Begin a new exercise: a folder that already loads, to be filled in."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template

from devices.text import Text
from exercises.errors import ExercisesError
from exercises.exercise import CATALOG, all_exercises

_TEMPLATE = Path(__file__).parent / "template"
_SUFFIX = ".template"


class BadExerciseName(ExercisesError):
    """An id or unit that no exercise can have. Fields: name, expected."""

    code = "bad_exercise_name"
    words = Text(en="{name} cannot be used: write {expected}.", fa="{name} پذیرفته نیست: بنویسید {expected}.")


class ExerciseExists(ExercisesError):
    """There is something in the new exercise's folder already. Fields: folder."""

    code = "exercise_exists"
    words = Text(en="{folder} is there already.", fa="پوشهٔ {folder} از پیش وجود دارد.")


def new_exercise(name: str, unit: str, catalog: Path = CATALOG) -> Path:
    """Write the folder of a new exercise and return it. Raises BadExerciseName, ExerciseExists."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise BadExerciseName(name=name, expected="small-latin-words")
    if not re.fullmatch(r"u[1-9]", unit):
        raise BadExerciseName(name=unit, expected="u1 … u9")
    folder = catalog / unit / name
    if folder.exists():
        raise ExerciseExists(folder=str(folder))
    folder.mkdir(parents=True)
    number = max((exercise.number for exercise in all_exercises()), default=0) + 1
    for file in sorted(_TEMPLATE.glob(f"*{_SUFFIX}")):
        written = Template(file.read_text(encoding="utf-8")).substitute(id=name, unit=unit, number=number)
        (folder / file.name.removesuffix(_SUFFIX)).write_text(written, encoding="utf-8")
    return folder
