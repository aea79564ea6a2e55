"""Competencies: what students can do who have solved the exercises, by a file that a centre may edit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from devices.text import Text
from exercises.fields import Strict, Words
from simulator.mistakes import Mistake, WrongValue, unknown
from simulator.yaml_file import Location, mistaken, read_yaml, validate

SHIPPED = Path(__file__).parent / "competencies.yaml"

_TAGS_NOTHING = Text(en="should name units or exercises", fa="باید نام واحدها یا تمرین‌ها را داشته باشد")
_TWICE = Text(en="is there twice", fa="دو بار آمده است")


class Competency(Strict):
    """Something that a person can do, and the exercises that show it."""

    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)
    title: Words
    can: Words
    """What the person can do, as a sentence of a report: "Calibrates sensors …"."""
    units: tuple[Annotated[str, Field(pattern=r"^u[1-9]$")], ...] = ()
    """Every exercise of these units shows it."""
    exercises: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _shown_by_something(self) -> Self:
        if not self.units and not self.exercises:
            raise WrongValue(_TAGS_NOTHING)
        return self

    def is_shown_by(self, exercise: str, unit: str) -> bool:
        """Whether this exercise, which is of this unit, shows it."""
        return exercise in self.exercises or unit in self.units


class _File(Strict):
    competencies: tuple[Competency, ...]


@dataclass(frozen=True, slots=True)
class Competencies:
    """The competencies of a file, in its order."""

    file: Path
    all: tuple[Competency, ...]
    remarks: tuple[Mistake, ...]
    """Exercises that are named and are not in the lab: perhaps misspelt, perhaps withdrawn for now."""


def load_competencies(file: Path, exercises: Collection[str]) -> Competencies:
    """The competencies of a file, looked at beside the ids of the lab's exercises.

    Raises FileMistaken with every mistake in the file.
    """
    content = read_yaml(file)
    found = validate(_File, content, str(file)).competencies
    twice = list(_named_twice(found))
    if twice:
        raise mistaken(twice, content, str(file))
    missing = list(_not_there(found, sorted(exercises)))
    remarks = mistaken(missing, content, str(file)).mistakes if missing else ()
    return Competencies(file, found, remarks)


def _named_twice(competencies: tuple[Competency, ...]) -> Iterator[tuple[Location, Text]]:
    seen: set[str] = set()
    for index, competency in enumerate(competencies):
        if competency.id in seen:
            yield ("competencies", index, "id"), _TWICE
        seen.add(competency.id)


def _not_there(competencies: tuple[Competency, ...], exercises: list[str]) -> Iterator[tuple[Location, Text]]:
    for index, competency in enumerate(competencies):
        for place, exercise in enumerate(competency.exercises):
            if exercise not in exercises:
                yield ("competencies", index, "exercises", place), unknown(exercise, exercises)
