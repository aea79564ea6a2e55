"""What students can do: the centre's competencies, and how far a class and its students have come."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.clock import utc_now
from api.errors import NotFound
from api.routes.access import Instructor, ServiceOf
from api.services.gradebook.competencies import (
    Achievement,
    StudentCompetencies,
    competencies_in,
    shown_in,
)
from api.services.gradebook.table import gradebook_of
from api.services.rights import class_for
from api.state import Service
from api.store.people import User
from devices.text import Text
from exercises.competencies import SHIPPED, Competencies

router = APIRouter(prefix="/api", tags=["competencies"])


class CompetencyView(BaseModel):
    """A competency, and what shows it."""

    id: str
    title: Text
    can: Text
    units: list[str]
    exercises: list[str]


class Remark(BaseModel):
    """An exercise that the file names and the lab has not."""

    line: int | None
    field: str
    says: Text


class CompetencyList(BaseModel):
    """The competencies as they are now."""

    is_own: bool
    """Whether they are of the centre's own file, and not those that come with the lab."""
    competencies: list[CompetencyView]
    remarks: list[Remark]


class StudentLine(BaseModel):
    """A student of the class."""

    id: str
    name: str
    number: str | None
    achieved: dict[str, Achievement]
    """By the competencies' ids."""


class ClassCompetencies(BaseModel):
    """How far a class has come."""

    competencies: list[CompetencyView]
    students: list[StudentLine]


@router.get("/competencies")
def list_competencies(_instructor: Instructor, service: ServiceOf) -> CompetencyList:
    """The competencies of `competencies.yaml` in the data folder, else those that come with the lab."""
    found = competencies_in(service.settings.data, service.catalogue)
    return CompetencyList(
        is_own=found.file != SHIPPED,
        competencies=_views(found),
        remarks=[Remark(line=each.line, field=each.field, says=each.wrong) for each in found.remarks],
    )


@router.get("/classes/{class_id}/competencies")
def show_competencies_of_class(
    class_id: str, instructor: Instructor, service: ServiceOf
) -> ClassCompetencies:
    """How far each student of a class has come with each competency that its assignments show."""
    competencies = competencies_in(service.settings.data, service.catalogue)
    with service.sessions() as session:
        students = _students(session, instructor, class_id, service, competencies)
    return ClassCompetencies(
        competencies=_views(competencies),
        students=[
            StudentLine(
                id=student.id,
                name=student.name,
                number=student.number,
                achieved={shown.id: shown.achievement for shown in student.competencies},
            )
            for student in students
        ],
    )


@router.get("/classes/{class_id}/competencies/{student_id}")
def show_competencies_of_student(
    class_id: str, student_id: str, instructor: Instructor, service: ServiceOf
) -> StudentCompetencies:
    """What one student has shown, with the assignments that show it: for a report."""
    competencies = competencies_in(service.settings.data, service.catalogue)
    with service.sessions() as session:
        students = _students(session, instructor, class_id, service, competencies)
    for student in students:
        if student.id == student_id:
            return student
    raise NotFound()


def _students(
    session: Session, instructor: User, class_id: str, service: Service, competencies: Competencies
) -> list[StudentCompetencies]:
    found = class_for(session, instructor, class_id)
    gradebook = gradebook_of(session, found.id, service.catalogue, utc_now())
    return list(shown_in(gradebook, competencies, service.catalogue))


def _views(competencies: Competencies) -> list[CompetencyView]:
    return [
        CompetencyView(
            id=each.id,
            title=each.title,
            can=each.can,
            units=list(each.units),
            exercises=list(each.exercises),
        )
        for each in competencies.all
    ]
