"""The signed-in person's own account: password and PIN."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.routes.access import ServiceOf, SessionToken, SignedIn
from api.services.accounts import WrongPresentPassword, WrongPresentPin, set_password, set_pin
from api.services.sessions import end_sessions

router = APIRouter(prefix="/api/me", tags=["me"])


class NewPassword(BaseModel):
    """A new password; with a user name where the account has none yet, with the present one where it has."""

    model_config = ConfigDict(extra="forbid")
    username: Annotated[str, StringConstraints(pattern=r"^[\w.@-]{3,64}$")] | None = None
    password: Annotated[str, StringConstraints(min_length=8, max_length=256)]
    current_password: Annotated[str, StringConstraints(max_length=256)] | None = None


class NewPin(BaseModel):
    """A new PIN, with the present one; not after a one-time PIN, which is spent by signing in."""

    model_config = ConfigDict(extra="forbid")
    pin: Annotated[str, StringConstraints(min_length=4, max_length=32)]
    current_pin: Annotated[str, StringConstraints(max_length=32)] | None = None


@router.put("/password", status_code=204)
def change_password(body: NewPassword, user: SignedIn, token: SessionToken, service: ServiceOf) -> Response:
    """Set the account's user name and password. All other sign-ins and tokens of the account end."""
    service.sign_in.confirm(user, body.current_password, user.password_hash, WrongPresentPassword())
    with service.sessions.begin() as session:
        set_password(session, service.passwords, user, username=body.username, password=body.password)
        end_sessions(session, user.id, but=token)
    return Response(status_code=204)


@router.put("/pin", status_code=204)
def change_pin(body: NewPin, user: SignedIn, token: SessionToken, service: ServiceOf) -> Response:
    """Set a student's PIN. All other sign-ins and tokens of the account end."""
    service.sign_in.confirm(user, body.current_pin, user.pin_hash, WrongPresentPin())
    with service.sessions.begin() as session:
        set_pin(session, service.passwords, user, body.pin)
        end_sessions(session, user.id, but=token)
    return Response(status_code=204)
