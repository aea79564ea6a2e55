"""The files of private exercises: read and saved in revisions, or carried as a zip file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.routes.pack_views import ExerciseId, RevisionView
from api.services.packs import contents, drafts
from api.services.packs.exchange import as_archive, from_archive
from api.services.rights import own_pack_for, pack_for
from api.store.packs import Pack
from exercises.submission_refused import MOST_FILES

router = APIRouter(prefix="/api/authoring/packs", tags=["authoring"])

Revision = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="The latest one if not given.")]
_ZIP = "application/zip"
_ZIP_FILE = {
    "description": "A zip file.",
    "required": True,
    "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
}


class FilesView(BaseModel):
    """The files of a draft."""

    revision: int
    files: dict[str, str]
    """Texts by file name."""
    other: list[str]
    """Files that hold no text in UTF-8; saving leaves them as they are."""


class FileChanges(BaseModel):
    """Files that were changed since a revision; what is not named stays."""

    model_config = ConfigDict(extra="forbid")
    revision: Annotated[int, Field(ge=1, le=2**31 - 1, description="The one that was changed.")]
    files: Annotated[
        dict[str, str | None],
        Field(max_length=MOST_FILES, description="Texts by file name; null takes a file away."),
    ]


async def _zip_file(request: Request) -> bytes:
    return await request.body()


@router.get("/{exercise}/files")
def show_files(
    exercise: ExerciseId, user: Instructor, service: ServiceOf, revision: Revision = None
) -> FilesView:
    """The files of a draft, as they are or as they were."""
    with service.sessions() as session:
        found = drafts.revision_of(session, pack_for(session, user, exercise), revision)
        files = contents.read(session, found.files)
    texts = {name: text for name, content in files.items() if (text := _as_text(content)) is not None}
    return FilesView(revision=found.revision, files=texts, other=sorted(files.keys() - texts.keys()))


@router.put("/{exercise}/files")
def save_files(exercise: ExerciseId, body: FileChanges, user: Instructor, service: ServiceOf) -> RevisionView:
    """Save changed files as the next revision; 409 where somebody has saved in the meantime."""
    changes = {name: None if text is None else text.encode() for name, text in body.files.items()}
    with service.sessions.begin() as session:
        pack = own_pack_for(session, user, exercise)
        return RevisionView.of(drafts.save(session, user, pack, changes, body.revision, utc_now()))


@router.get("/{exercise}/revisions")
def list_revisions(exercise: ExerciseId, user: Instructor, service: ServiceOf) -> list[RevisionView]:
    """Every revision of the draft, newest first."""
    with service.sessions() as session:
        return [
            RevisionView.of(each) for each in drafts.revisions_of(session, pack_for(session, user, exercise))
        ]


@router.get(
    "/{exercise}/archive",
    response_class=Response,
    responses={200: {"description": "A zip file.", "content": {_ZIP: {}}}},
)
def export_pack(
    exercise: ExerciseId, user: Instructor, service: ServiceOf, revision: Revision = None
) -> Response:
    """All files of a draft as a zip file, its solution and wrong programs among them."""
    with service.sessions() as session:
        found = drafts.revision_of(session, pack_for(session, user, exercise), revision)
        archive = as_archive(exercise, contents.read(session, found.files))
    name = f"{exercise}-{found.revision}.zip"
    return Response(
        archive, media_type=_ZIP, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )


@router.put(
    "/{exercise}/archive",
    openapi_extra={"requestBody": _ZIP_FILE},
)
def import_pack(
    exercise: ExerciseId, user: Instructor, service: ServiceOf, content: Annotated[bytes, Depends(_zip_file)]
) -> RevisionView:
    """The files of a zip file as the next revision of one's exercise, or as a new one of this id."""
    files = from_archive(exercise, content)
    now = utc_now()
    with service.sessions.begin() as session:
        if session.get(Pack, exercise) is None:
            return RevisionView.of(
                drafts.begin(session, service.catalogue.offered(), user, exercise, files, now)
            )
        return RevisionView.of(
            drafts.replace(session, user, own_pack_for(session, user, exercise), files, now)
        )


def _as_text(content: bytes) -> str | None:
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None
