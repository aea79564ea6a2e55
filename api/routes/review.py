"""What a class has handed in, for its teachers to read through and to compare."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from api.routes.access import Instructor, ServiceOf
from api.routes.paging import Paged
from api.services.review import Reviewed, Wanted, review
from api.services.rights import assignment_for, class_for
from api.services.similarity import Comparison, compare_submissions
from api.store.work import Purpose, Stage

router = APIRouter(prefix="/api", tags=["review"])

Id = Annotated[str | None, Query(max_length=64)]


@router.get("/classes/{class_id}/submissions")
def list_submissions_of_class(
    class_id: str,
    instructor: Instructor,
    service: ServiceOf,
    paging: Paged,
    assignment: Id = None,
    student: Id = None,
    state: Stage | None = None,
    purpose: Purpose = "submit",
) -> list[Reviewed]:
    """What the students of a class have handed in, newest first."""
    with service.sessions() as session:
        found = class_for(session, instructor, class_id)
        wanted = Wanted(assignment, student, state, purpose)
        pieces = review(session, found.id, wanted, before=paging.after, most=paging.limit + 1)
    return list(paging.piece(pieces, lambda each: each.number))


@router.get("/assignments/{assignment_id}/similarity")
def compare_programs(assignment_id: str, instructor: Instructor, service: ServiceOf) -> Comparison:
    """Which students' last submissions are alike, the most alike first.

    What the exercise hands out and what most of the class has in common is left out of account. Two that are
    alike are no proof of anything: read both.
    """
    with service.sessions() as session:
        assignment = assignment_for(session, instructor, assignment_id)
        return compare_submissions(session, assignment, service.catalogue)
