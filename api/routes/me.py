"""The signed-in person's own account."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict, StringConstraints

from api.routes.access import ServiceOf, SignedIn
from api.services.accounts import set_password

router = APIRouter(prefix="/api/me", tags=["me"])


class NewPassword(BaseModel):
    """A new password; with a user name where the account has none yet, with the present one where it has."""

    model_config = ConfigDict(extra="forbid")
    username: Annotated[str, StringConstraints(pattern=r"^[\w.@-]{3,64}$")] | None = None
    password: Annotated[str, StringConstraints(min_length=8, max_length=256)]
    current_password: Annotated[str, StringConstraints(max_length=256)] | None = None


@router.put("/password", status_code=204)
def change_password(body: NewPassword, user: SignedIn, service: ServiceOf) -> Response:
    """Set the account's user name and password."""
    with service.sessions.begin() as session:
        set_password(
            session,
            service.passwords,
            user,
            username=body.username,
            password=body.password,
            present=body.current_password,
        )
    return Response(status_code=204)
