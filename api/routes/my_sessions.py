"""Where the signed-in person is signed in, and the tokens of that person's programs."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from api.clock import utc_now
from api.routes.access import ServiceOf, SessionToken, SignedIn
from api.security import token_hash
from api.services.sessions import end_session, end_sessions, make_token, sessions_of
from api.store.people import UserSession

router = APIRouter(prefix="/api/me", tags=["me"])


class SessionView(BaseModel):
    """One sign-in or token."""

    id: str
    name: str | None
    """Of a token for programs; a sign-in has none."""
    agent: str | None
    """What the browser or program called itself."""
    created_at: datetime
    last_used_at: datetime | None
    """To the hour."""
    expires_at: datetime
    is_present: bool
    """Whether it is the one that asks."""


class NewToken(BaseModel):
    """A token for the command line or another program."""

    model_config = ConfigDict(extra="forbid")
    name: Annotated[str, StringConstraints(min_length=1, max_length=64, strip_whitespace=True)]
    days: Annotated[int, Field(ge=1, le=365)] = 30


class MadeToken(BaseModel):
    """The token, which is shown this once: `Authorization: Bearer <token>`."""

    id: str
    name: str
    token: str
    expires_at: datetime


@router.get("/sessions")
def list_sessions(user: SignedIn, token: SessionToken, service: ServiceOf) -> list[SessionView]:
    """The sign-ins and tokens of the account, oldest first."""
    with service.sessions() as session:
        return [_view(each, token) for each in sessions_of(session, user, utc_now())]


@router.delete("/sessions", status_code=204)
def end_other_sessions(user: SignedIn, token: SessionToken, service: ServiceOf) -> Response:
    """End all sign-ins and tokens of the account but the one that asks."""
    with service.sessions.begin() as session:
        end_sessions(session, user.id, but=token)
    return Response(status_code=204)


@router.delete("/sessions/{session_id}", status_code=204)
def end_one_session(session_id: str, user: SignedIn, service: ServiceOf) -> Response:
    """End one sign-in or token of the account."""
    with service.sessions.begin() as session:
        end_session(session, user, session_id)
    return Response(status_code=204)


@router.post("/tokens", status_code=201)
def add_token(body: NewToken, user: SignedIn, service: ServiceOf) -> MadeToken:
    """A token for programs, which may do what its owner may."""
    with service.sessions.begin() as session:
        made, token = make_token(session, user, body.name, body.days, utc_now())
    return MadeToken(id=made.id, name=body.name, token=token, expires_at=made.expires_at)


def _view(found: UserSession, token: str | None) -> SessionView:
    return SessionView(
        id=found.id,
        name=found.name,
        agent=found.agent,
        created_at=found.created_at,
        last_used_at=found.last_used_at,
        expires_at=found.expires_at,
        is_present=token is not None and found.token_hash == token_hash(token),
    )
