"""The exercises of the lab: found by id, and read from their folders."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import create_model

from devices.text import Text
from exercises.anatomy import Exercise as Exercise
from exercises.errors import ExercisesError
from exercises.kinds import DEFAULT, kinds
from exercises.own_rules import own_operators
from exercises.rule import rule_with
from simulator.mistakes import FileMissing, FileMistaken, Mistake, unknown
from simulator.scenario import Scenario, load_scenario, scenario_names
from simulator.yaml_file import mistaken, read_yaml, validate

CATALOG = Path(__file__).parent / "catalog"


class UnknownExercise(ExercisesError):
    """There is no such exercise. Fields: exercise, wrong (a Text that names the nearest)."""

    code = "unknown_exercise"
    words = Text(en="Exercise {wrong}.", fa="تمرین {wrong}.")


def load_exercise(name: str | Path) -> Exercise:
    """An exercise by id, or from its folder. Raises UnknownExercise, FileMistaken."""
    given = Path(name)
    if (given / "exercise.yaml").is_file():
        return read_exercise(given)
    folders = {folder.name: folder for folder in exercise_folders()}
    if str(name) not in folders:
        raise UnknownExercise(exercise=str(name), wrong=unknown(name, list(folders)))
    return read_exercise(folders[str(name)])


def all_exercises() -> list[Exercise]:
    """Every exercise of the lab, in the order of the course. Raises FileMistaken."""
    return sorted((read_exercise(folder) for folder in exercise_folders()), key=lambda each: each.number)


def exercise_folders(catalog: Path = CATALOG) -> list[Path]:
    """The folders of a catalogue that hold an exercise, sorted by unit and id."""
    return sorted(file.parent for file in catalog.glob("*/*/exercise.yaml"))


def read_exercise(folder: Path) -> Exercise:
    """The exercise that a folder holds. Raises FileMistaken with every mistake in it."""
    file = folder / "exercise.yaml"
    content = read_yaml(file)
    values = {**content, "text": _text(folder), "folder": folder}
    written = content.get("scenario")
    if isinstance(written, str):
        values |= {"scenario": _load_scenario(written, content, file), "scenario_name": written}
    elif isinstance(written, dict):
        values["scenario"] = Scenario.parse(written, str(file))
    model = _with_own_rules(_model(content, file), folder)
    exercise = validate(model, values, str(file), lines=content)
    wrong = list(exercise.wrong_references())
    if wrong:
        raise mistaken(wrong, content, str(file))
    return exercise


def _model(content: Mapping[str, Any], file: Path) -> type[Exercise]:
    name = content.get("kind", DEFAULT)
    if name not in kinds():
        raise mistaken([(("kind",), unknown(name, list(kinds())))], content, str(file))
    return kinds()[name].exercise


def _with_own_rules(model: type[Exercise], folder: Path) -> type[Exercise]:
    """The model for an exercise whose folder has operators of its own. Raises FileMistaken."""
    own = own_operators(folder)
    if not own:
        return model
    rules: Any = (tuple[rule_with(own), ...], model.model_fields["rules"])  # type: ignore[misc]
    return create_model(model.__name__, __base__=model, rules=rules)


def _load_scenario(name: str, content: Mapping[str, Any], file: Path) -> Scenario:
    values = content.get("set")
    fixed = (
        {key: value for key, value in values.items() if "$" not in str(value)}
        if isinstance(values, dict)
        else {}
    )
    try:
        return load_scenario(name, fixed, beside=file)
    except FileMissing:
        raise mistaken([(("scenario",), unknown(name, scenario_names()))], content, str(file)) from None


def _text(folder: Path) -> Text:
    return Text(en=_read(folder / "text.en.md"), fa=_read(folder / "text.fa.md"))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        missing = Text(en="should be there, in UTF-8", fa="باید موجود و با کدگذاری UTF-8 باشد")
        raise FileMistaken([Mistake(str(file), None, "", missing)]) from None
