"""The gradebook of a class: to look at, and to take into a spreadsheet."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.services.gradebook.spreadsheet import Calendar, Language, written
from api.services.gradebook.table import Gradebook, gradebook_of
from api.services.rights import class_for

router = APIRouter(prefix="/api/classes", tags=["grades"])

_CSV: dict[int | str, dict[str, Any]] = {
    200: {"description": "The gradebook.", "content": {"text/csv": {"schema": {"type": "string"}}}}
}


@router.get("/{class_id}/gradebook")
def show_gradebook(class_id: str, instructor: Instructor, service: ServiceOf) -> Gradebook:
    """All grades of a class: its students by its assignments, and how each grade came about."""
    with service.sessions() as session:
        found = class_for(session, instructor, class_id)
        return gradebook_of(session, found.id, service.catalogue, utc_now())


@router.get("/{class_id}/gradebook.csv", response_class=Response, responses=_CSV)
def download_gradebook(
    class_id: str,
    instructor: Instructor,
    service: ServiceOf,
    calendar: Annotated[Calendar, Query(description="In which calendar moments are written.")] = "jalali",
    language: Annotated[Language, Query(description="Of the headings.")] = "fa",
    details: Annotated[bool, Query(description="Attempts, lateness and reasons beside each score.")] = False,
) -> Response:
    """The same as CSV in UTF-8, as Excel opens it: one line a student."""
    with service.sessions() as session:
        found = class_for(session, instructor, class_id)
        gradebook = gradebook_of(session, found.id, service.catalogue, utc_now())
    return Response(
        written(gradebook, calendar, language, details=details),
        media_type="text/csv",
        headers={"Content-Disposition": 'attachment; filename="gradebook.csv"'},
    )
