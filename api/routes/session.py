"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.clock import utc_now
from api.routes.access import COOKIE, ServiceOf, SessionToken, SignedIn
from api.services.sessions import LIFETIME, close_session, open_session
from api.state import Service
from api.store.people import Role, User

router = APIRouter(prefix="/api/session", tags=["session"])

ShortText = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]


class ByPassword(BaseModel):
    """Sign-in with user name and password."""

    model_config = ConfigDict(extra="forbid")
    username: ShortText
    password: Annotated[str, StringConstraints(min_length=1, max_length=256)]


class ByClassCode(BaseModel):
    """Sign-in of a student with the class's code, name and PIN; the first one chooses the PIN."""

    model_config = ConfigDict(extra="forbid")
    class_code: Annotated[str, StringConstraints(min_length=1, max_length=32)]
    name: ShortText
    pin: Annotated[str, StringConstraints(min_length=4, max_length=32)]


class ByLink(BaseModel):
    """Sign-in with a link: the one that the lab printed, or one that an administrator made."""

    model_config = ConfigDict(extra="forbid")
    link: Annotated[str, StringConstraints(min_length=1, max_length=256)]


class UserView(BaseModel):
    """A person, as the page shows them."""

    id: str
    name: str
    role: Role
    username: str | None
    must_change_secret: bool
    """Whether a password or PIN is to be chosen now: the way in that was used will not be good again."""

    @classmethod
    def of(cls, user: User) -> UserView:
        """The view of a user."""
        return cls(
            id=user.id,
            name=user.name,
            role=user.role,
            username=user.username,
            must_change_secret=user.must_change_secret,
        )


class WhoAmI(BaseModel):
    """Who is signed in."""

    user: UserView


class SignedInView(WhoAmI):
    """Who is signed in now, and the token for programs."""

    token: str


@router.post("")
def sign_in(
    body: ByPassword | ByClassCode | ByLink, request: Request, response: Response, service: ServiceOf
) -> SignedInView:
    """Sign in; the cookie is for the page, the token for programs."""
    user = _who(body, service, request.client.host if request.client else "")
    now = utc_now()
    with service.sessions.begin() as session:
        token = open_session(session, user, now, request.headers.get("user-agent"))
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(LIFETIME.total_seconds()),
        httponly=True,
        samesite="lax",
        # A classroom reaches the lab over plain HTTP, where a Secure cookie would never be sent back.
        secure=request.url.scheme == "https",
    )
    return SignedInView(token=token, user=UserView.of(user))


@router.get("")
def who_am_i(user: SignedIn) -> WhoAmI:
    """Who is signed in."""
    return WhoAmI(user=UserView.of(user))


@router.delete("", status_code=204)
def sign_out(token: SessionToken, service: ServiceOf) -> Response:
    """End this session; without one there is nothing to end, which is as well."""
    if token is not None:
        with service.sessions.begin() as session:
            close_session(session, token)
    response = Response(status_code=204)
    response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response


def _who(body: ByPassword | ByClassCode | ByLink, service: Service, address: str) -> User:
    match body:
        case ByPassword():
            return service.sign_in.with_password(body.username, body.password, address)
        case ByClassCode():
            return service.sign_in.with_class_code(body.class_code, body.name, body.pin, address)
        case ByLink():
            return service.sign_in.with_link(body.link, address)
