"""Who is asking, and whether they may: the one place where sessions and roles are checked."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.requests import HTTPConnection

from api.clock import utc_now
from api.errors import ApiError, Forbidden
from api.origin import ForeignOrigin, refuse_foreign
from api.services.sessions import note_use, signed_in
from api.state import Service
from api.store.people import User
from devices.text import Text

COOKIE = "khaneh_session"
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class NotSignedIn(ApiError):
    """The request came without a session, or with one that has ended."""

    code = "not_signed_in"
    status = 401
    words = Text(en="Sign in first.", fa="نخست وارد شوید.")


def service_of(connection: HTTPConnection) -> Service:
    """The parts of the service that this application was built from."""
    service: Service = connection.app.state.service
    return service


def session_token(request: Request) -> str | None:
    """The session's token: from `Authorization: Bearer …`, else from the cookie.

    A cookie is sent by the browser whoever asks, so what changes something with it must come from a
    page of our own. Raises ForeignOrigin.
    """
    scheme, _, credentials = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and credentials:
        return credentials.strip()
    token = request.cookies.get(COOKIE)
    if token is not None and request.method not in _SAFE_METHODS:
        _refuse_foreign_pages(request)
    return token


def current_user(
    request: Request,
    service: Annotated[Service, Depends(service_of)],
    token: Annotated[str | None, Depends(session_token)],
) -> User:
    """The person who is asking. Raises NotSignedIn."""
    if token is not None:
        now = utc_now()
        with service.sessions() as session:
            found = signed_in(session, token, now)
        if found is not None:
            used, user = found
            note_use(service.sessions, used, now)
            return user
    raise NotSignedIn()


def current_instructor(user: Annotated[User, Depends(current_user)]) -> User:
    """The instructor or administrator who is asking. Raises NotSignedIn, Forbidden."""
    if not user.is_staff:
        raise Forbidden()
    return user


def current_administrator(user: Annotated[User, Depends(current_user)]) -> User:
    """The administrator who is asking. Raises NotSignedIn, Forbidden."""
    if user.role != "administrator":
        raise Forbidden()
    return user


ServiceOf = Annotated[Service, Depends(service_of)]
SessionToken = Annotated[str | None, Depends(session_token)]
SignedIn = Annotated[User, Depends(current_user)]
Instructor = Annotated[User, Depends(current_instructor)]
Administrator = Annotated[User, Depends(current_administrator)]


def _refuse_foreign_pages(request: Request) -> None:
    origin = request.headers.get("origin")
    if origin is not None:
        refuse_foreign(origin, request.headers.get("host"))
        return
    # Without an Origin, only what a plain HTML form can send is suspicious; the rest needs our own script.
    is_json = request.headers.get("content-type", "").startswith("application/json")
    if request.method == "POST" and not is_json:
        raise ForeignOrigin()
