"""Extensions of assignments: more time or more attempts, for one student or for all."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Self

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.services.assignments import extensions
from api.services.assignments.own import extensions_of
from api.services.moments import Moment
from api.services.rights import assignment_for
from api.store.assignments import Extension

router = APIRouter(prefix="/api/assignments/{assignment_id}/extensions", tags=["assignments"])

AssignmentId = Annotated[str, Path(max_length=32)]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]
_YEAR_MINUTES = 366 * 24 * 60


class NewExtension(BaseModel):
    """An extension to be: moments, or minutes beside them. A closing time moves with the due time."""

    model_config = ConfigDict(extra="forbid")
    student: Annotated[str, StringConstraints(max_length=32)] | None = Field(
        None, description="Without one it is for the whole class."
    )
    due_at: Moment | None = None
    closes_at: Moment | None = None
    more_minutes: Annotated[int, Field(ge=0, le=_YEAR_MINUTES)] = 0
    more_attempts: Annotated[int, Field(ge=0, le=1000)] = 0
    reason: Annotated[str, StringConstraints(max_length=500, strip_whitespace=True)] | None = None


class ExtensionView(BaseModel):
    """An extension as it was given."""

    number: int
    student: str | None
    due_at: datetime | None
    closes_at: datetime | None
    more_minutes: int
    more_attempts: int
    reason: str | None
    created_at: datetime
    removed_at: datetime | None

    @classmethod
    def of(cls, extension: Extension) -> Self:
        """The view of a row."""
        kept = {name: getattr(extension, name) for name in cls.model_fields if name != "student"}
        return cls(student=extension.student_id, **kept)


@router.get("")
def list_extensions(assignment_id: AssignmentId, user: Instructor, service: ServiceOf) -> list[ExtensionView]:
    """Every extension of an assignment, those that were taken back too."""
    with service.sessions() as session:
        assignment = assignment_for(session, user, assignment_id)
        return [ExtensionView.of(each) for each in extensions_of(session, [assignment.id])[assignment.id]]


@router.post("", status_code=201)
def extend(
    assignment_id: AssignmentId, body: NewExtension, user: Instructor, service: ServiceOf
) -> ExtensionView:
    """Give one student, or all, more. Several extensions add up, and none takes anything away."""
    with service.sessions.begin() as session:
        assignment = assignment_for(session, user, assignment_id)
        given = body.model_dump(exclude={"student"})
        return ExtensionView.of(extensions.extend(session, user, assignment, body.student, given, utc_now()))


@router.delete("/{extension}", status_code=204)
def take_extension_back(
    assignment_id: AssignmentId, extension: Number, user: Instructor, service: ServiceOf
) -> None:
    """Let an extension no longer hold."""
    with service.sessions.begin() as session:
        assignment = assignment_for(session, user, assignment_id)
        found = extensions.extension_of(session, assignment, extension)
        extensions.take_back(session, user, assignment, found, utc_now())


@router.post("/{extension}/restore")
def restore_extension(
    assignment_id: AssignmentId, extension: Number, user: Instructor, service: ServiceOf
) -> ExtensionView:
    """Let an extension hold again that was taken back."""
    with service.sessions.begin() as session:
        assignment = assignment_for(session, user, assignment_id)
        found = extensions.extension_of(session, assignment, extension)
        extensions.put_back(session, user, assignment, found, utc_now())
        return ExtensionView.of(found)
