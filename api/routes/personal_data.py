"""What is kept about a person: taken out by the person or an administrator, and erased by the latter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import IO, Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse
from starlette.background import BackgroundTask

from api.clock import utc_now
from api.routes.access import Administrator, ServiceOf, SignedIn
from api.services.erasing import erase_person
from api.services.people import find_person
from api.services.personal_data import export_person, write_archive
from api.store.people import User

router = APIRouter(prefix="/api", tags=["personal data"])

_ZIP = "application/zip"
_PIECE = 64 * 1024
_ANSWER: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "`data.json`, and beside it the files that were handed in, recordings and outputs.",
        "content": {_ZIP: {"schema": {"type": "string", "format": "binary"}}},
    }
}


@router.get("/me/data", response_class=StreamingResponse, responses=_ANSWER)
def take_own_data(user: SignedIn, service: ServiceOf) -> StreamingResponse:
    """Everything that the lab keeps about oneself, as a zip file."""
    with service.sessions() as session:
        return _download(user, write_archive(session, user, service.settings.data, utc_now()))


@router.get("/people/{person_id}/data", response_class=StreamingResponse, responses=_ANSWER)
def take_data(person_id: str, administrator: Administrator, service: ServiceOf) -> StreamingResponse:
    """Everything that the lab keeps about a person, as a zip file."""
    with service.sessions.begin() as session:
        person = find_person(session, person_id)
        archive = export_person(session, administrator, person, service.settings.data, utc_now())
    return _download(person, archive)


@router.delete("/people/{person_id}", status_code=204)
def erase(
    person_id: str,
    administrator: Administrator,
    service: ServiceOf,
    name: Annotated[str, Query(max_length=120, description="The person's name, repeated.")],
) -> Response:
    """Erase a person and all that belongs to the person, for good."""
    with service.sessions.begin() as session:
        erase_person(session, administrator, find_person(session, person_id), name, utc_now())
    service.house.nudge()
    return Response(status_code=204)


def _download(person: User, archive: IO[bytes]) -> StreamingResponse:
    return StreamingResponse(
        _pieces(archive),
        media_type=_ZIP,
        headers={"Content-Disposition": f'attachment; filename="khaneh-{person.id}.zip"'},
        background=BackgroundTask(archive.close),
    )


def _pieces(archive: IO[bytes]) -> Iterator[bytes]:
    return iter(partial(archive.read, _PIECE), b"")
