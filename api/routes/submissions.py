"""Handing in, and following what becomes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Query
from pydantic import BaseModel

from api.routes.access import ServiceOf, SignedIn
from api.routes.uploads import UPLOAD_SCHEMA, uploaded_files
from api.services.assignments.visible import is_free_to
from api.services.handing_in import receive
from api.services.hands_on import refuse_files
from api.services.submissions import place_of
from api.state import Service
from api.store.work import Purpose, Submission

router = APIRouter(prefix="/api", tags=["submissions"])


class Receipt(BaseModel):
    """The server has it, safe from a power cut."""

    id: str
    number: int
    """Of all that were ever handed in."""
    received_at: datetime
    """The server's time; it decides whether something is late."""
    place: int
    """In the queue: how many are before it, itself included."""
    purpose: Purpose
    assignment: str | None
    """What it counts for; without one it is practice."""


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
    with service.sessions() as session:
        is_free = is_free_to(session, service.catalogue, user, exercise_id)
    submission = receive(
        service.sessions,
        service.jobs,
        student=user,
        exercise=exercise,
        files=files,
        key=idempotency_key,
        now=now,
        assignment=assignment,
        purpose=purpose,
        may_practise=is_free,
    )
    return receipt_for(service, submission)


def receipt_for(service: Service, submission: Submission) -> Receipt:
    """What its student is told of a submission that was received."""
    with service.sessions() as session:
        place = place_of(session, submission)
    return Receipt(
        id=submission.id,
        number=submission.number,
        received_at=submission.received_at,
        place=place,
        purpose=submission.purpose,
        assignment=submission.assignment_id,
    )
