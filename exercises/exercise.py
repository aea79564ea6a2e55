"""An exercise: what is asked, in which house, by which rules, and proof that it is fair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template
from typing import Any, Literal

from pydantic import Field

from devices.text import Text, persian_number
from exercises import evaluation, lanes
from exercises.errors import ExercisesError
from exercises.fields import Strict, Words
from exercises.lanes import LanePlan
from exercises.parameters import Parameter
from exercises.proof import Proof
from exercises.references import wrong_in_lanes, wrong_in_proof, wrong_in_rules, wrong_twice
from exercises.rule import Rule
from exercises.rulebook.duration import Parameters
from exercises.verdict import Finding, Lane
from simulator.mistakes import FileMissing, FileMistaken, Mistake, unknown
from simulator.quantities import Duration
from simulator.scenario import Scenario, load_scenario, scenario_names
from simulator.trace import Trace
from simulator.yaml_file import Location, mistaken, read_yaml, validate

CATALOG = Path(__file__).parent / "catalog"
Language = Literal["en", "fa"]


class UnknownExercise(ExercisesError):
    """There is no such exercise. Fields: exercise, wrong (a Text that names the nearest)."""

    code = "unknown_exercise"
    words = Text(en="Exercise {wrong}.", fa="تمرین {wrong}.")


class Exercise(Strict):
    """One exercise, as its folder has it; a grade is always for one version of it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    version: int = Field(ge=1)
    unit: str = Field(pattern=r"^u[1-9]$")
    number: int = Field(ge=1)
    difficulty: int = Field(ge=1, le=3)
    title: Words
    summary: Words
    hints: tuple[Words, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    scenario: Scenario
    """Its seed is replaced in every run, by a public or by a hidden one."""
    duration_ms: Duration = Field(alias="duration")
    seeds: tuple[int, ...] = Field(min_length=1)
    """Seeds of the public runs."""
    hidden_runs: int = Field(ge=0)
    rules: tuple[Rule, ...] = Field(min_length=1)
    lanes: tuple[LanePlan, ...] = ()
    allowed_modules: tuple[str, ...] = ()
    """Distributions that a program may import beside the standard library."""
    proof: tuple[Proof, ...] = ()
    text: Words
    """The task, in Markdown; `$parameter` and `$base` are the student's own."""
    folder: Path = Field(exclude=True)

    def parameters_for(self, student: str) -> dict[str, int | float | str]:
        """The student's own parameters: the same for every attempt at this version."""
        key = f"{self.id}\n{self.version}\n{student}"
        return {parameter.name: parameter.draw(key) for parameter in self.parameters}

    def evaluate(self, trace: Trace, parameters: Parameters) -> list[Finding]:
        """What the rules found in the trace of one run."""
        return evaluation.find(self.rules, trace, parameters, self.scenario.start)

    def lanes_of(self, trace: Trace, parameters: Parameters) -> tuple[Lane, ...]:
        """The rows of the timeline picture of one run."""
        return lanes.draw(self.lanes, trace, parameters)

    def text_for(self, parameters: Parameters, base: str) -> Text:
        """The task with the student's own numbers and topics in it."""
        in_persian = {name: persian_number(str(value)) for name, value in parameters.items()}
        return Text(
            en=Template(self.text.en).substitute(parameters, base=base),
            fa=Template(self.text.fa).substitute(in_persian, base=base),
        )

    def starter(self, parameters: Parameters, base: str, language: Language = "en") -> str:
        """The program to start from, with the student's own numbers and topics in it."""
        in_language = self.folder / f"starter.{language}.py"
        path = in_language if in_language.is_file() else self.folder / "starter.py"
        return Template(path.read_text(encoding="utf-8")).substitute(parameters, base=base)

    def wrong_references(self) -> Iterator[tuple[Location, Text]]:
        """Where the exercise speaks of something that is not there: location and what is wrong."""
        names = [parameter.name for parameter in self.parameters]
        yield from wrong_in_rules(self.rules, self.scenario, names)
        yield from wrong_in_lanes(self.lanes, self.scenario, names)
        yield from wrong_twice(names, "parameters")
        yield from wrong_twice([rule.id for rule in self.rules], "rules")
        yield from wrong_in_proof(self.proof, self.rules)


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
        values["scenario"] = _load_scenario(written, content, file)
    elif isinstance(written, dict):
        values["scenario"] = Scenario.parse(written, str(file))
    exercise = validate(Exercise, values, str(file), lines=content)
    wrong = list(exercise.wrong_references())
    if wrong:
        raise mistaken(wrong, content, str(file))
    return exercise


def _load_scenario(name: str, content: Mapping[str, Any], file: Path) -> Scenario:
    try:
        return load_scenario(name)
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
