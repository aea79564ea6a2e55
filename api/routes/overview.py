"""What a class is doing right now."""

from __future__ import annotations

from fastapi import APIRouter

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf
from api.services.overview.reading import Overview, overview_of
from api.services.rights import class_for

router = APIRouter(prefix="/api/classes", tags=["classes"])


@router.get("/{class_id}/overview")
def show_overview(class_id: str, instructor: Instructor, service: ServiceOf) -> Overview:
    """Who works, who is stuck, who is done, and at what; to be asked for again every few seconds."""
    with service.sessions() as session:
        found = class_for(session, instructor, class_id)
        return overview_of(session, found.id, utc_now())
