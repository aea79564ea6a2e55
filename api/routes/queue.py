"""How busy the grading is, for teachers."""

from __future__ import annotations

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel

from api.routes.access import Instructor, ServiceOf
from api.services.queue_state import queue_state

router = APIRouter(prefix="/api/queue", tags=["submissions"])


class QueueView(BaseModel):
    """What waits to be graded in the whole lab, in the order in which its turn comes."""

    running: int
    checks: int
    submissions: int
    regrades: int
    """Submissions that are still to be graded again."""
    oldest: datetime | None
    """When what waits longest was received; regradings aside."""
    workers: int
    """Programs that grade at the same time."""


@router.get("")
def show_queue(user: Instructor, service: ServiceOf) -> QueueView:
    """How much waits to be graded, and how many grade it."""
    with service.sessions() as session:
        state = queue_state(session)
    return QueueView(
        running=state.running,
        checks=state.checks,
        submissions=state.submissions,
        regrades=state.regrades,
        oldest=state.oldest,
        workers=service.settings.workers,
    )
