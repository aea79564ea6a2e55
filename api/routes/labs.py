"""The student's live house: its address and credentials, and its pace."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.brokers.address import told_address
from api.certificate_files import AUTHORITY_PATH, served_authority
from api.clock import utc_now
from api.routes.access import ServiceOf, SignedIn
from api.routes.mqtt import websocket_url
from api.services.labs import open_lab, remove_lab, renew_token
from api.services.rights import lab_for
from api.state import Service
from api.store.houses import LiveLab
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


class MqttAccess(BaseModel):
    """How any MQTT client reaches the lab; the token is shown once, when it is made."""

    host: str
    port: int
    tls_port: int | None
    """Where it is spoken within TLS, if it is; the same as `port` where nothing else is spoken."""
    tls_authority: str | None
    """Where the certificate authority is to be fetched that clients must trust, if it is the lab's own."""
    username: str
    token: str | None


class LabView(BaseModel):
    """A live house."""

    id: str
    base: str
    exercise: str | None
    mqtt: MqttAccess
    ws_url: str
    """Where MQTT over WebSocket is spoken."""
    simulated_at: str | None
    """The house's own time of day, as it was last heard; nothing before it has spoken."""
    speed: float
    reached_speed: float | None
    """How fast it really went when it was last heard: less where the machine is too slow, 0 when paused."""
    paused: bool
    outside_clients: int
    """Programs that are connected from outside: above ×1 their own timers are too slow for the house."""


@router.post(
    "", status_code=201, responses={200: {"model": LabView, "description": "There was one already."}}
)
def open_house(
    body: NewLab, user: SignedIn, service: ServiceOf, request: Request, response: Response
) -> LabView:
    """The student's house of this exercise; made if there is none, with a token that is shown this once."""
    exercise = service.catalogue.find(body.exercise)
    opened = open_lab(service.sessions, service.secret, user, exercise.id, utc_now())
    response.status_code = 200 if opened.token is None else 201
    service.house.nudge()
    return _view(opened.lab, service, request, opened.token)


@router.get("/{lab}")
def show_house(lab: str, user: SignedIn, service: ServiceOf, request: Request) -> LabView:
    """One live house."""
    with service.sessions() as session:
        return _view(lab_for(session, user, lab), service, request)


@router.patch("/{lab}")
def change_house(lab: str, body: LabChange, user: SignedIn, service: ServiceOf, request: Request) -> LabView:
    """Change the pace of a house, or pause it."""
    with service.sessions.begin() as session:
        found = lab_for(session, user, lab)
        found.speed = found.speed if body.speed is None else body.speed
        found.paused = found.paused if body.paused is None else body.paused
    service.house.nudge()
    return _view(found, service, request)


@router.delete("/{lab}", status_code=204)
def close_house(lab: str, user: SignedIn, service: ServiceOf) -> Response:
    """End a house; its credentials are worth nothing from now on."""
    with service.sessions.begin() as session:
        remove_lab(session, lab_for(session, user, lab))
    service.house.nudge()
    return Response(status_code=204)


@router.post("/{lab}/token")
def renew_house_token(lab: str, user: SignedIn, service: ServiceOf, request: Request) -> LabView:
    """A new MQTT token in place of the old one."""
    with service.sessions.begin() as session:
        found = lab_for(session, user, lab)
        token = renew_token(session, service.secret, found)
    service.house.nudge()
    return _view(found, service, request, token)


def _view(lab: LiveLab, service: Service, request: Request, token: str | None = None) -> LabView:
    clock = service.house.clock_of(lab.id)
    told = told_address(service.settings)
    return LabView(
        id=lab.id,
        base=lab.base,
        exercise=lab.exercise,
        mqtt=MqttAccess(
            host=told.host or request.url.hostname or "localhost",
            port=told.port,
            tls_port=told.tls_port,
            tls_authority=AUTHORITY_PATH if served_authority(service.settings) else None,
            username=lab.id,
            token=token,
        ),
        ws_url=websocket_url(request),
        simulated_at=clock.simulated_at if clock else None,
        speed=lab.speed,
        reached_speed=clock.reached_speed if clock else None,
        paused=lab.paused,
        outside_clients=service.house.outsiders_in(lab.id),
    )
