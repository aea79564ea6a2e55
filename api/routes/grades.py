"""Single grades: one's own, and those that teachers give."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf, SignedIn
from api.services.gradebook.single import GradeHistory, OwnGrade, grade_history, own_grades
from api.services.overriding import override_grade, withdraw_override
from api.services.rights import grade_place_for

router = APIRouter(prefix="/api", tags=["grades"])

_ONE = "/assignments/{assignment_id}/grades/{student_id}"


class GivenGrade(BaseModel):
    """A grade in place of the one that the submissions make."""

    model_config = ConfigDict(extra="forbid")
    score: Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


@router.get("/grades")
def list_own_grades(user: SignedIn, service: ServiceOf) -> list[OwnGrade]:
    """The signed-in student's own grades for everything that was given to that student."""
    with service.sessions() as session:
        return own_grades(session, user, service.catalogue, utc_now())


@router.get(_ONE)
def show_grade(
    assignment_id: str, student_id: str, instructor: Instructor, service: ServiceOf
) -> GradeHistory:
    """A student's grade for an assignment: its attempts, and every grade that a teacher gave instead."""
    with service.sessions() as session:
        assignment, student = grade_place_for(session, instructor, assignment_id, student_id)
        return grade_history(session, assignment, student, utc_now())


@router.put(_ONE)
def give_grade(
    assignment_id: str, student_id: str, body: GivenGrade, instructor: Instructor, service: ServiceOf
) -> GradeHistory:
    """Let this grade count, whatever the submissions come to; who gave it and why is kept."""
    now = utc_now()
    with service.sessions.begin() as session:
        assignment, student = grade_place_for(session, instructor, assignment_id, student_id)
        override_grade(session, instructor, assignment, student, body.score, body.reason, now)
        return grade_history(session, assignment, student, now)


@router.delete(_ONE)
def take_grade_back(
    assignment_id: str, student_id: str, instructor: Instructor, service: ServiceOf
) -> GradeHistory:
    """Let the submissions make the grade again."""
    now = utc_now()
    with service.sessions.begin() as session:
        assignment, student = grade_place_for(session, instructor, assignment_id, student_id)
        withdraw_override(session, instructor, assignment, student, now)
        return grade_history(session, assignment, student, now)
