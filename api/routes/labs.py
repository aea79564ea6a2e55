"""The student's live house: its address and credentials, its pace, and its beginning anew."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.clock import utc_now
from api.recordings import Recordings
from api.routes.access import ServiceOf, SignedIn
from api.routes.entering import Entered
from api.routes.lab_views import (
    LabView,
    OwnedLabView,
    ShownLabView,
    lab_view,
    owned_lab_view,
    shown_lab_view,
)
from api.routes.paging import Paged
from api.services.assignments.visible import exercise_for
from api.services.labs import (
    change_pace,
    labs_in_class,
    labs_of,
    open_lab,
    remove_lab,
    renew_token,
    reset_lab,
)
from api.services.rights import class_for, lab_for, own_lab_for
from api.store.people import User
from simulator.pace import FASTEST, SLOWEST

router = APIRouter(prefix="/api/labs", tags=["labs"])


Name = Annotated[str, StringConstraints(min_length=1, max_length=64)]


class NewLab(BaseModel):
    """The exercise whose house is wanted."""

    model_config = ConfigDict(extra="forbid")
    exercise: Name


class LabChange(BaseModel):
    """What may be changed of a lab; what is left out stays."""

    model_config = ConfigDict(extra="forbid")
    speed: Annotated[float, Field(ge=SLOWEST, le=FASTEST, allow_inf_nan=False)] | None = None
    """Simulated seconds per second."""
    paused: bool | None = None


@router.get("")
def list_houses(
    user: SignedIn,
    service: ServiceOf,
    request: Request,
    paging: Paged,
    class_id: Annotated[
        str | None, Query(max_length=32, description="Those of a class's students, for who teaches it.")
    ] = None,
) -> list[OwnedLabView]:
    """One's own live houses, or those of a class, the oldest first; a list wakes no house."""
    with service.sessions() as session:
        piece = {"limit": paging.limit + 1, "after": paging.after}
        if class_id is None:
            rows = labs_of(session, user, **piece)
        else:
            rows = labs_in_class(session, class_for(session, user, class_id), **piece)
    numbered = paging.piece([*enumerate(rows, start=paging.after + 1)], lambda row: row[0])
    return [owned_lab_view(row.lab, row.owner, service, request) for _, row in numbered]


@router.post(
    "", status_code=201, responses={200: {"model": LabView, "description": "There was one already."}}
)
def open_house(
    body: NewLab, user: SignedIn, service: ServiceOf, request: Request, response: Response
) -> LabView:
    """The student's house of this exercise; made if there is none, with a token that is shown this once."""
    now = utc_now()
    with service.sessions() as session:
        exercise = exercise_for(session, service.catalogue, user, body.exercise, now)
    opened = open_lab(service.sessions, service.secret, user, exercise.id, now)
    response.status_code = 200 if opened.token is None else 201
    service.house.wake(opened.lab.id)
    service.house.nudge()
    return lab_view(opened.lab, service, request, opened.token)


@router.get("/{lab}")
def show_house(lab: Entered, service: ServiceOf, request: Request) -> ShownLabView:
    """One live house; it wakes if it was asleep."""
    with service.sessions() as session:
        owner = session.get(User, lab.owner_id) if lab.owner_id else None
    return shown_lab_view(lab, owner, service, request)


@router.patch("/{lab}")
def change_house(lab: str, body: LabChange, user: SignedIn, service: ServiceOf, request: Request) -> LabView:
    """Change the pace of a house, or pause it; its owner, or who teaches that student."""
    with service.sessions.begin() as session:
        found = lab_for(session, user, lab)
        change_pace(found, speed=body.speed, paused=body.paused, now=utc_now())
    service.house.wake(found.id)
    service.house.nudge()
    return lab_view(found, service, request)


@router.post("/{lab}/reset")
def reset_house(lab: str, user: SignedIn, service: ServiceOf, request: Request) -> LabView:
    """Begin the scenario anew: the address, the token and the pace stay, what was done in the house is gone.

    A program that runs in it ends. Only whose house it is may do that.
    """
    with service.sessions.begin() as session:
        found = own_lab_for(session, user, lab)
        reset_lab(found, utc_now())
    Recordings(service.settings.data).forget(found.id)
    service.house.wake(found.id)
    service.house.nudge()
    return lab_view(found, service, request)


@router.delete("/{lab}", status_code=204)
def close_house(lab: str, user: SignedIn, service: ServiceOf) -> Response:
    """End a house; its credentials are worth nothing from now on. Only whose house it is may do that."""
    with service.sessions.begin() as session:
        remove_lab(session, own_lab_for(session, user, lab))
    service.house.nudge()
    return Response(status_code=204)


@router.post("/{lab}/token")
def renew_house_token(lab: str, user: SignedIn, service: ServiceOf, request: Request) -> LabView:
    """A new MQTT token in place of the old one, for whose house it is."""
    with service.sessions.begin() as session:
        found = own_lab_for(session, user, lab)
        token = renew_token(session, service.secret, found)
    service.house.nudge()
    return lab_view(found, service, request, token)
