"""The instructor's classes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.services.classes import (
    ClassSummary,
    archive_class,
    change_class,
    classes_of,
    create_class,
    renew_code,
    summary_of,
)
from api.services.moments import Moment
from api.services.rights import class_for
from api.store.classes import Admission

router = APIRouter(prefix="/api/classes", tags=["classes"])

ClassName = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]


class NewClass(BaseModel):
    """A class to be."""

    model_config = ConfigDict(extra="forbid")
    name: ClassName
    admission: Admission = "open"
    """`open`: whoever has the code is in. `roster`: who is not on the roster waits for the teacher."""


class ClassChange(BaseModel):
    """What may be changed of a class; what is left out stays."""

    model_config = ConfigDict(extra="forbid")
    name: ClassName = ""
    admission: Admission = "open"
    code_open: bool = True
    """Whether new students may join; who has joined signs in all the same."""
    code_expires_at: Moment | None = None
    """Until when new students may join; null: without end."""
    instructor_id: Annotated[str, StringConstraints(max_length=32)] | None = None
    """Only an administrator may give a class to another instructor; null: to all of them."""


class NewCode(BaseModel):
    """A class code in place of the one before."""

    model_config = ConfigDict(extra="forbid")
    expires_at: Moment | None = None
    """Until when new students may join with it; without it, without end."""


@router.get("")
def list_classes(
    instructor: Instructor,
    service: ServiceOf,
    archived: Annotated[bool, Query(description="Those in the archive instead of the present ones.")] = False,
) -> list[ClassSummary]:
    """The instructor's classes, with the code by which students join."""
    with service.sessions() as session:
        return classes_of(session, instructor, archived=archived)


@router.post("", status_code=201)
def add_class(body: NewClass, instructor: Instructor, service: ServiceOf) -> ClassSummary:
    """A new class with a code of its own."""
    with service.sessions.begin() as session:
        return create_class(session, instructor, body.name, utc_now(), body.admission)


@router.get("/{class_id}")
def show_class(class_id: str, instructor: Instructor, service: ServiceOf) -> ClassSummary:
    """One class."""
    with service.sessions() as session:
        return summary_of(session, class_for(session, instructor, class_id))


@router.patch("/{class_id}")
def alter_class(class_id: str, body: ClassChange, instructor: Instructor, service: ServiceOf) -> ClassSummary:
    """Change its name, who is let in and until when, or whose class it is."""
    with service.sessions.begin() as session:
        classroom = class_for(session, instructor, class_id)
        changes = body.model_dump(include=body.model_fields_set)
        change_class(session, instructor, classroom, changes, utc_now())
        return summary_of(session, classroom)


@router.post("/{class_id}/code")
def make_code(
    class_id: str, instructor: Instructor, service: ServiceOf, body: NewCode | None = None
) -> ClassSummary:
    """A new code for the class, open at once; the one before is worth nothing from now on."""
    expires_at = body.expires_at if body is not None else None
    with service.sessions.begin() as session:
        classroom = class_for(session, instructor, class_id)
        renew_code(session, instructor, classroom, expires_at, utc_now())
        return summary_of(session, classroom)


@router.post("/{class_id}/archive")
def put_into_archive(class_id: str, instructor: Instructor, service: ServiceOf) -> ClassSummary:
    """Put a class into the archive: nobody joins it any more, and nothing of it is lost."""
    return _archive(class_id, instructor, service, archived=True)


@router.post("/{class_id}/restore")
def take_out_of_archive(class_id: str, instructor: Instructor, service: ServiceOf) -> ClassSummary:
    """Take a class out of the archive."""
    return _archive(class_id, instructor, service, archived=False)


def _archive(class_id: str, instructor: Instructor, service: ServiceOf, *, archived: bool) -> ClassSummary:
    with service.sessions.begin() as session:
        classroom = class_for(session, instructor, class_id)
        archive_class(session, instructor, classroom, utc_now(), archived=archived)
        return summary_of(session, classroom)
