"""The instructor's classes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.services.classes import ClassSummary, classes_of, create_class

router = APIRouter(prefix="/api/classes", tags=["classes"])


class NewClass(BaseModel):
    """A class to be."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]


@router.get("")
def list_classes(instructor: Instructor, service: ServiceOf) -> list[ClassSummary]:
    """The instructor's classes, with the code by which students join."""
    with service.sessions() as session:
        return classes_of(session, instructor)


@router.post("", status_code=201)
def add_class(body: NewClass, instructor: Instructor, service: ServiceOf) -> ClassSummary:
    """A new class with a code of its own."""
    with service.sessions.begin() as session:
        return create_class(session, instructor, body.name, utc_now())
