"""Handing in a live house as it is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header, Query

from api.recordings import Recordings
from api.routes.access import ServiceOf, SignedIn
from api.routes.receipts import Receipt, receipt_for
from api.services.hands_on import NotDoneByHand, lived_until_now
from api.services.rights import own_lab_for
from api.store.work import Purpose

router = APIRouter(prefix="/api/labs", tags=["submissions"])


@router.post("/{lab}/submissions", status_code=201)
def hand_in_house(
    lab: str,
    user: SignedIn,
    service: ServiceOf,
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=128)] = None,
    assignment: Annotated[str | None, Query(max_length=32)] = None,
    purpose: Purpose = "submit",
) -> Receipt:
    """Hand in what was done by hand in one's own house until now; the house lives on.

    Only for exercises that are done by hand. As with files, it is for the assignment that is named, else for
    the only open one with this exercise.
    """
    now = service.clock.now()
    with service.sessions() as session:
        found = own_lab_for(session, user, lab)
        if found.exercise is None:
            raise NotDoneByHand(exercise=found.scenario or "")
        exercise = service.catalogue.find(found.exercise)
    files = lived_until_now(Recordings(service.settings.data), found.id, exercise)
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
