"""The receipt for what was handed in, whatever it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel

from api.services.assignments.visible import is_free_to
from api.services.handing_in import receive
from api.services.submissions import place_of
from api.state import Service
from api.store.people import User
from api.store.work import Purpose
from exercises.exercise import Exercise


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


def receipt_for(
    service: Service,
    student: User,
    exercise: Exercise,
    files: Mapping[str, bytes],
    *,
    key: str | None,
    assignment: str | None,
    purpose: Purpose,
    now: datetime,
) -> Receipt:
    """Keep what was handed in at this moment, and say so. Raises what `receive` raises."""
    with service.sessions() as session:
        is_free = is_free_to(session, service.catalogue, student, exercise.id)
    submission = receive(
        service.sessions,
        service.jobs,
        student=student,
        exercise=exercise,
        files=files,
        key=key,
        now=now,
        assignment=assignment,
        purpose=purpose,
        may_practise=is_free,
    )
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
