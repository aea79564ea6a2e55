"""Importing a class's roster from a CSV file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, UploadFile
from pydantic import BaseModel

from api.clock import utc_now
from api.problems import Said
from api.routes.access import Instructor, ServiceOf
from api.services.rights import class_for
from api.services.roster import read_roster
from api.services.roster_import import Change, PlannedStudent, RosterPlan, import_roster, plan_import

router = APIRouter(prefix="/api/classes/{class_id}/roster", tags=["students"])

RosterFile = Annotated[
    UploadFile,
    File(
        description="CSV in UTF-8, separated by comma, semicolon or tab; the first line names the columns "
        "name, number, pin (نام، شماره، رمز عددی), of which only the name is needed."
    ),
]


class RosterLine(BaseModel):
    """What becomes of one line."""

    line: int
    name: str
    number: str | None
    change: Change
    """`new`, `known` (stays as it is), `changed` (name or number), `admitted` (had waited), `restored`."""
    takes_pin: bool
    """Whether the PIN of the file becomes the student's: only where there is none yet."""


class LineMistake(BaseModel):
    """Why a line cannot be used; the words follow the number of the line."""

    line: int
    says: Said


class RosterView(BaseModel):
    """What an import would do, or has done."""

    students: list[RosterLine]
    mistakes: list[LineMistake]
    """With any of them nothing is imported."""
    ignored_columns: list[str]


@router.post("/preview")
def preview_roster(
    class_id: str, roster: RosterFile, instructor: Instructor, service: ServiceOf
) -> RosterView:
    """What an import of this file would do; nothing is written."""
    with service.sessions() as session:
        classroom = class_for(session, instructor, class_id)
        return _view(plan_import(session, classroom, read_roster(roster.file.read())))


@router.post("")
def import_roster_file(
    class_id: str, roster: RosterFile, instructor: Instructor, service: ServiceOf
) -> RosterView:
    """Bring the class in line with the file, whole or not at all; nobody is removed by it."""
    read = read_roster(roster.file.read())
    plan = import_roster(service.sessions, service.passwords, instructor, class_id, read, utc_now())
    return _view(plan)


def _view(plan: RosterPlan) -> RosterView:
    return RosterView(
        students=[_line(each) for each in plan.students],
        mistakes=[LineMistake(line=each.line, says=Said(**each.says.as_dict())) for each in plan.mistakes],
        ignored_columns=list(plan.ignored_columns),
    )


def _line(planned: PlannedStudent) -> RosterLine:
    row = planned.row
    return RosterLine(
        line=row.line,
        name=row.name,
        number=row.number,
        change=planned.change,
        takes_pin=planned.takes_pin,
    )
