"""Handing in files."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query

from api.routes.access import ServiceOf, SignedIn
from api.routes.receipts import Receipt, receipt_for
from api.routes.uploads import UPLOAD_SCHEMA, uploaded_files
from api.services.hands_on import refuse_files
from api.store.work import Purpose

router = APIRouter(prefix="/api", tags=["submissions"])


@router.post(
    "/exercises/{exercise_id}/submissions", status_code=201, openapi_extra={"requestBody": UPLOAD_SCHEMA}
)
def hand_in(
    exercise_id: str,
    user: SignedIn,
    service: ServiceOf,
    files: Annotated[dict[str, bytes], Depends(uploaded_files)],
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=128)] = None,
    assignment: Annotated[str | None, Query(max_length=32, description="Which one it is for.")] = None,
    purpose: Annotated[Purpose, Query(description="A check counts for nothing.")] = "submit",
) -> Receipt:
    """Hand in files for an assignment, or have them checked: looked at without counting for anything.

    Without `assignment` it is for the only open one with this exercise, or practice where there is none.
    The same Idempotency-Key gives the same receipt again.
    """
    now = service.clock.now()
    exercise = service.catalogue.find(exercise_id)
    refuse_files(exercise)
    return receipt_for(
        service,
        user,
        exercise,
        files,
        key=idempotency_key,
        assignment=assignment,
        purpose=purpose,
        now=now,
    )
