"""What the students of a class can do, by their grades: for the centre's reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from api.errors import ApiError
from api.services.catalogue import Catalogue
from api.services.gradebook.grade import total_of
from api.services.gradebook.table import Column, Gradebook, Row
from devices.text import Text
from exercises.competencies import SHIPPED, Competencies, Competency, load_competencies
from simulator.mistakes import FileMistaken

FILE_NAME = "competencies.yaml"


class CompetenciesMistaken(ApiError):
    """The centre's own file of competencies has mistakes. Fields: mistakes (a Text with a line for each)."""

    code = "competencies_mistaken"
    status = 409
    words = Text(en="{mistakes}", fa="{mistakes}")


@dataclass(frozen=True, slots=True)
class Achievement:
    """How far a student has come with a competency in this class."""

    score: float | None
    """The weighted mean of the grades that show it, as in the gradebook's total."""
    graded: int
    """How many assignments show it by a grade so far."""
    of: int
    """How many assignments of the class can show it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An assignment that shows a competency."""

    assignment: str
    exercise: str
    title: Text
    score: float | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A competency of one student, with what shows it."""

    id: str
    title: Text
    can: Text
    """What the person can do, as a sentence of a report."""
    achievement: Achievement
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class StudentCompetencies:
    """One student's competencies."""

    id: str
    name: str
    number: str | None
    competencies: tuple[Shown, ...]


def competencies_in(data: Path, catalogue: Catalogue) -> Competencies:
    """Those of the file in the data folder if there is one, else those that come with the lab.

    Raises CompetenciesMistaken.
    """
    own = data / FILE_NAME
    try:
        return load_competencies(own if own.is_file() else SHIPPED, catalogue.ids)
    except FileMistaken as error:
        raise CompetenciesMistaken(mistakes=error.says) from error


def shown_in(
    gradebook: Gradebook, competencies: Competencies, catalogue: Catalogue
) -> Iterator[StudentCompetencies]:
    """What each student of a gradebook has shown, in the order of the gradebook and of the file."""
    units = {column.exercise: _unit_of(column.exercise, catalogue) for column in gradebook.assignments}
    columns = {
        competency.id: [
            column
            for column in gradebook.assignments
            if competency.is_shown_by(column.exercise, units[column.exercise])
        ]
        for competency in competencies.all
    }
    for student in gradebook.students:
        shown = (_shown(student, competency, columns[competency.id]) for competency in competencies.all)
        yield StudentCompetencies(student.id, student.name, student.number, tuple(shown))


def _unit_of(exercise: str, catalogue: Catalogue) -> str:
    found = catalogue.get(exercise)
    return found.unit if found else ""


def _shown(student: Row, competency: Competency, columns: list[Column]) -> Shown:
    grades = {column.id: student.grades[column.id] for column in columns}
    achievement = Achievement(
        score=total_of([(grades[column.id], column.weight) for column in columns]),
        graded=sum(grade.score is not None for grade in grades.values()),
        of=len(columns),
    )
    evidence = tuple(
        Evidence(column.id, column.exercise, column.title, grades[column.id].score) for column in columns
    )
    return Shown(competency.id, competency.title, competency.can, achievement, evidence)
