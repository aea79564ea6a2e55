"""Is the service alive, and is it ready?"""

from __future__ import annotations

from shutil import disk_usage

from fastapi import APIRouter, Response
from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from api.routes.access import ServiceOf
from api.state import Service
from api.watched_clock import ClockWasSet

LEAST_ROOM_BYTES = 64 * 2**20
"""With less room, the next class may fill the disk."""

router = APIRouter(tags=["health"])


class Alive(BaseModel):
    """The process answers."""

    status: str = "ok"


class Ready(BaseModel):
    """Whether everything that a request may need is there; what is not, is named."""

    status: str
    reasons: list[str]


@router.get("/healthz")
def alive() -> Alive:
    """200 as long as the process answers at all."""
    return Alive()


@router.get("/readyz", responses={503: {"model": Ready, "description": "Not ready, and why."}})
def ready(service: ServiceOf, response: Response) -> Ready:
    """200 when database and house are there and what comes in can be kept; 503 with reasons otherwise."""
    looked_at = (_database(service), _house(service), _disk(service), _clock(service))
    reasons = [reason for reason in looked_at if reason]
    response.status_code = 503 if reasons else 200
    return Ready(status="not ready" if reasons else "ok", reasons=reasons)


def _database(service: Service) -> str | None:
    try:
        with service.sessions() as session:
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return "the database does not answer"
    return None


def _house(service: Service) -> str | None:
    return None if service.house.connected else "the house process cannot be reached"


def _disk(service: Service) -> str | None:
    is_full = disk_usage(service.settings.data).free < LEAST_ROOM_BYTES
    return "the disk is full" if is_full else None


def _clock(service: Service) -> str | None:
    try:
        service.clock.now()
    except ClockWasSet:
        return "the clock was set a moment ago"
    return None
