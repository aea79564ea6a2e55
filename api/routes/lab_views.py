"""A live house as it is told over HTTP."""

from __future__ import annotations

from fastapi import Request
from pydantic import BaseModel

from api.brokers.address import told_address
from api.certificate_files import AUTHORITY_PATH, served_authority
from api.routes.mqtt import websocket_url
from api.state import Service
from api.store.houses import LiveLab
from api.store.people import User


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
    asleep: bool
    """Nobody was in it for a while, so its clock rests; it wakes when somebody asks for it or connects."""
    beginning: int
    """How often its scenario was begun: one more after each reset."""
    outside_clients: int
    """Programs that are connected from outside: above ×1 their own timers are too slow for the house."""


class Owner(BaseModel):
    """Whose lab it is."""

    id: str
    name: str | None


class OwnedLabView(LabView):
    """A live house in a list."""

    owner: Owner


class ShownLabView(LabView):
    """One live house, and whose it is; the demo lab is nobody's."""

    owner: Owner | None


def lab_view(lab: LiveLab, service: Service, request: Request, token: str | None = None) -> LabView:
    """The lab as it is wanted, and as its house was last heard; `token` if it was made just now."""
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
        asleep=clock is not None and not service.house.is_awake(lab.id),
        beginning=lab.beginning,
        outside_clients=service.house.outsiders_in(lab.id),
    )


def shown_lab_view(lab: LiveLab, owner: User | None, service: Service, request: Request) -> ShownLabView:
    """The lab, and whose it is, if anybody's."""
    view = lab_view(lab, service, request)
    return ShownLabView(**view.model_dump(), owner=Owner(id=owner.id, name=owner.name) if owner else None)


def owned_lab_view(lab: LiveLab, owner: User, service: Service, request: Request) -> OwnedLabView:
    """The lab, and whose it is."""
    view = lab_view(lab, service, request)
    return OwnedLabView(**view.model_dump(), owner=Owner(id=owner.id, name=owner.name))
