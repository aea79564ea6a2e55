"""Who changed what: of one class for its teachers, of the whole centre for administrators."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.routes.access import Administrator, Instructor, ServiceOf
from api.routes.paging import Paged
from api.services.audit_log import Change, Wanted, read_changes
from api.services.rights import class_for

router = APIRouter(prefix="/api", tags=["audit"])

Id = Annotated[str | None, Query(max_length=64)]


@router.get("/classes/{class_id}/audit")
def list_changes_of_class(
    class_id: str,
    instructor: Instructor,
    service: ServiceOf,
    paging: Paged,
    actor: Id = None,
    subject: Id = None,
) -> list[Change]:
    """Who changed what in a class, newest first; of one person or about one thing, if its id is given."""
    with service.sessions() as session:
        wanted = Wanted(class_for(session, instructor, class_id).id, actor, subject)
        changes = read_changes(session, wanted, before=paging.after, most=paging.limit + 1)
    return list(paging.piece(changes, lambda change: change.number))


@router.get("/audit")
def list_changes(
    _administrator: Administrator,
    service: ServiceOf,
    paging: Paged,
    actor: Id = None,
    subject: Id = None,
) -> list[Change]:
    """Who changed what in the whole centre, newest first."""
    with service.sessions() as session:
        wanted = Wanted(actor=actor, subject=subject)
        changes = read_changes(session, wanted, before=paging.after, most=paging.limit + 1)
    return list(paging.piece(changes, lambda change: change.number))
