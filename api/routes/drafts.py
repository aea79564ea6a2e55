"""Drafts: what a student is writing, kept on the server while it is written."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.clock import utc_now
from api.routes.access import ServiceOf, SignedIn
from api.services.assignments.visible import exercise_for
from api.services.drafts import KeptDraft, draft_of, save_draft

router = APIRouter(prefix="/api/exercises/{exercise_id}/draft", tags=["exercises"])


class NewDraft(BaseModel):
    """What to keep, and the revision that it was made from."""

    model_config = ConfigDict(extra="forbid")
    files: dict[str, str]
    revision: Annotated[int, Field(ge=0, le=2**31 - 2, description="The one that was read; 0 if none was.")]


class DraftView(BaseModel):
    """What is kept; revision 0 has no files, for there is nothing yet."""

    files: dict[str, str]
    revision: int
    saved_at: datetime | None


@router.get("")
def show_draft(exercise_id: str, user: SignedIn, service: ServiceOf) -> DraftView:
    """One's own draft for an exercise."""
    with service.sessions() as session:
        exercise = exercise_for(session, service.catalogue, user, exercise_id, utc_now())
    return _view(draft_of(service.sessions, user, exercise.id))


@router.put("")
def keep_draft(exercise_id: str, body: NewDraft, user: SignedIn, service: ServiceOf) -> DraftView:
    """Save one's draft, unless it was saved from elsewhere since it was read."""
    now = utc_now()
    with service.sessions() as session:
        exercise = exercise_for(session, service.catalogue, user, exercise_id, now)
    return _view(save_draft(service.sessions, user, exercise.id, body.files, over=body.revision, now=now))


def _view(kept: KeptDraft) -> DraftView:
    return DraftView(files=dict(kept.files), revision=kept.revision, saved_at=kept.saved_at)
