"""Tokens by which the page speaks MQTT; it fetches a new one at each connection."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter, Request
from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.routes.access import Instructor, ServiceOf, SignedIn
from api.routes.entering import Entered
from api.routes.mqtt import websocket_url
from api.services.page_access import Granted, access_to_class, access_to_lab, own_token
from api.state import Service

router = APIRouter(prefix="/api", tags=["page tokens"])


class PageToken(BaseModel):
    """How the page reaches the broker, and what it may do there."""

    username: str
    token: str
    """The MQTT password."""
    expires_at: datetime | None
    """Until then it opens connections, which last on; a broker elsewhere is given the lab's own token."""
    ws_url: str
    topics: list[str]
    """The topic filters that it may subscribe to."""
    may_publish: bool


@router.post("/labs/{lab}/page-token")
def make_page_token(lab: Entered, user: SignedIn, service: ServiceOf, request: Request) -> PageToken:
    """For a lab: its owner does there what its own MQTT user may; an instructor only watches."""
    with service.sessions() as session:
        return _token(access_to_lab(session, user, lab.id), session, service, request)


@router.post("/classes/{class_id}/watch-token")
def make_watch_token(class_id: str, user: Instructor, service: ServiceOf, request: Request) -> PageToken:
    """For all labs of a class, to watch them."""
    with service.sessions() as session:
        return _token(access_to_class(session, user, class_id), session, service, request)


def _token(granted: Granted, session: Session, service: Service, request: Request) -> PageToken:
    if service.settings.broker_url is None:
        token, expires_at = service.page_tokens.issue(granted.access)
    else:
        token, expires_at = own_token(session, service.secret, granted), None
    return PageToken(
        username=granted.access.username,
        token=token,
        expires_at=expires_at,
        ws_url=websocket_url(request),
        topics=[f"{base}/#" for base in granted.bases],
        may_publish=granted.may_publish,
    )
