"""Begin a new exercise: a folder that already loads, to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from string import Template

from devices.text import Text
from exercises.errors import ExercisesError
from exercises.exercise import CATALOG, Exercise, all_exercises
from exercises.kinds import DEFAULT, kinds
from simulator.mistakes import unknown

_TEMPLATES = Path(__file__).parent / "template"
_SUFFIX = ".template"


class BadExerciseName(ExercisesError):
    """An id or unit that no exercise can have. Fields: name, expected."""

    code = "bad_exercise_name"
    words = Text(en="{name} cannot be used: write {expected}.", fa="{name} پذیرفته نیست: بنویسید {expected}.")


class UnknownKind(ExercisesError):
    """There is no such kind of submission. Fields: wrong (a Text that names the nearest)."""

    code = "unknown_kind"
    words = Text(en="The kind {wrong}.", fa="نوع {wrong}.")


class ExerciseExists(ExercisesError):
    """There is something in the new exercise's folder already. Fields: folder."""

    code = "exercise_exists"
    words = Text(en="{folder} is there already.", fa="پوشهٔ {folder} از پیش وجود دارد.")


def new_exercise(
    name: str, unit: str, catalog: Path = CATALOG, kind: str = DEFAULT, number: int | None = None
) -> Path:
    """Write the folder of a new exercise and return it; it comes last in the course unless `number` is given.

    Raises BadExerciseName, UnknownKind, ExerciseExists.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise BadExerciseName(name=name, expected="small-latin-words")
    if not re.fullmatch(r"u[1-9]", unit):
        raise BadExerciseName(name=unit, expected="u1 … u9")
    if kind not in kinds():
        raise UnknownKind(wrong=unknown(kind, list(kinds())))
    folder = catalog / unit / name
    if folder.exists():
        raise ExerciseExists(folder=str(folder))
    folder.mkdir(parents=True)
    if number is None:
        number = next_number(all_exercises())
    template = _TEMPLATES / kind
    for file in sorted(template.rglob(f"*{_SUFFIX}")):
        written = Template(file.read_text(encoding="utf-8")).substitute(id=name, unit=unit, number=number)
        target = folder / file.relative_to(template).as_posix().removesuffix(_SUFFIX)
        target.parent.mkdir(exist_ok=True)
        target.write_text(written, encoding="utf-8")
    return folder


def next_number(exercises: Iterable[Exercise]) -> int:
    """The number of one that comes after these."""
    return max((exercise.number for exercise in exercises), default=0) + 1
