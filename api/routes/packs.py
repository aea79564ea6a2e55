"""Private exercises: begin one, share it, take it away and put it back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError
from sqlalchemy.orm import Session

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.routes.pack_views import ExerciseId, PackView
from api.services.packs import drafts
from api.services.packs.beginning import template
from api.services.packs.headings import heading_of
from api.services.packs.publishing import versions_of
from api.services.rights import own_pack_for, pack_for
from api.store.packs import Pack
from api.store.people import User
from exercises.kinds import DEFAULT, kinds

router = APIRouter(prefix="/api/authoring/packs", tags=["authoring"])


def _known_kind(kind: str) -> str:
    if kind not in kinds():
        raise PydanticCustomError("literal_error", "is no kind", {"expected": ", ".join(kinds())})
    return kind


class NewPack(BaseModel):
    """The exercise that is to be begun: a template that can be proven as it is."""

    model_config = ConfigDict(extra="forbid")
    exercise: Annotated[str, Field(max_length=64, pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    unit: Annotated[str, Field(pattern=r"^u[1-9]$", description="The unit of the course.")] = "u1"
    kind: Annotated[
        str,
        AfterValidator(_known_kind),
        Field(description="What students hand in.", json_schema_extra={"enum": list(kinds())}),
    ] = DEFAULT


class PackChange(BaseModel):
    """What may be changed of an exercise beside its files."""

    model_config = ConfigDict(extra="forbid")
    shared: bool


@router.get("")
def list_packs(user: Instructor, service: ServiceOf) -> list[PackView]:
    """One's own private exercises, removed ones as well, and those that colleagues share."""
    with service.sessions() as session:
        return [_view(session, pack, user) for pack in drafts.packs_for(session, user)]


@router.post("", status_code=201)
def begin_pack(body: NewPack, user: Instructor, service: ServiceOf) -> PackView:
    """Begin an exercise of one's own."""
    shipped = service.catalogue.offered()
    files = template(shipped.values(), body.exercise, body.unit, body.kind)
    with service.sessions.begin() as session:
        drafts.begin(session, shipped, user, body.exercise, files, utc_now())
        return _view(session, session.get_one(Pack, body.exercise), user)


@router.get("/{exercise}")
def show_pack(exercise: ExerciseId, user: Instructor, service: ServiceOf) -> PackView:
    """One private exercise."""
    with service.sessions() as session:
        return _view(session, pack_for(session, user, exercise), user)


@router.patch("/{exercise}")
def change_pack(exercise: ExerciseId, body: PackChange, user: Instructor, service: ServiceOf) -> PackView:
    """Share an exercise with the instructors of the centre: they may read it and give it to classes."""
    with service.sessions.begin() as session:
        pack = own_pack_for(session, user, exercise)
        drafts.share(session, user, pack, utc_now(), shared=body.shared)
        return _view(session, pack, user)


@router.delete("/{exercise}", status_code=204)
def remove_pack(exercise: ExerciseId, user: Instructor, service: ServiceOf) -> None:
    """Take an exercise off every list. What was given of it goes on, and it can be put back."""
    with service.sessions.begin() as session:
        drafts.remove(session, user, own_pack_for(session, user, exercise), utc_now())


@router.post("/{exercise}/restore")
def restore_pack(exercise: ExerciseId, user: Instructor, service: ServiceOf) -> PackView:
    """Put a removed exercise back."""
    with service.sessions.begin() as session:
        pack = own_pack_for(session, user, exercise)
        drafts.put_back(session, user, pack, utc_now())
        return _view(session, pack, user)


def _view(session: Session, pack: Pack, reader: User) -> PackView:
    return PackView.of(pack, heading_of(session, pack), versions_of(session, pack), reader)
