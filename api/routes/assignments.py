"""Assignments: what teachers give to their classes, and what students find of them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.clock import utc_now
from api.routes.access import Instructor, ServiceOf, SignedIn
from api.routes.assignment_bodies import AssignmentChange, ExamStart, NewAssignment
from api.routes.assignment_views import AssignmentView, OwnAssignmentView
from api.services.assignments import managing
from api.services.assignments.own import own_assignments
from api.services.assignments.visible import exercise_to_give
from api.services.rights import assignment_for, class_for
from api.state import Service
from api.store.assignments import Assignment
from devices.text import Text

router = APIRouter(prefix="/api", tags=["assignments"])

AssignmentId = Annotated[str, Path(max_length=32)]


@router.get("/assignments")
def list_own_assignments(user: SignedIn, service: ServiceOf) -> list[OwnAssignmentView]:
    """The student's own assignments that have opened, the next one due first, with all extensions."""
    now = utc_now()
    with service.sessions() as session:
        return [
            OwnAssignmentView.of(own, _title(service, own.assignment), now)
            for own in own_assignments(session, user, now)
        ]


@router.get("/classes/{class_id}/assignments")
def list_assignments(
    class_id: Annotated[str, Path(max_length=32)],
    user: Instructor,
    service: ServiceOf,
    removed: Annotated[bool, Query(description="Whether to list removed ones as well.")] = False,
) -> list[AssignmentView]:
    """The assignments of a class in the order in which they were given."""
    with service.sessions() as session:
        classroom = class_for(session, user, class_id)
        return [
            _view(service, each) for each in managing.assignments_of(session, classroom, with_removed=removed)
        ]


@router.post("/classes/{class_id}/assignments", status_code=201)
def give_assignment(
    class_id: Annotated[str, Path(max_length=32)], body: NewAssignment, user: Instructor, service: ServiceOf
) -> AssignmentView:
    """Give an exercise to a class. An exam without an opening time is started by hand."""
    now = utc_now()
    with service.sessions.begin() as session:
        classroom = class_for(session, user, class_id)
        exercise = exercise_to_give(session, service.catalogue, user, body.exercise)
        given = managing.give(session, user, classroom, exercise.id, body.mode, body.chosen(), now)
        return _view(service, given)


@router.get("/assignments/{assignment_id}")
def show_assignment(assignment_id: AssignmentId, user: Instructor, service: ServiceOf) -> AssignmentView:
    """One assignment of a class that one teaches."""
    with service.sessions() as session:
        return _view(service, assignment_for(session, user, assignment_id))


@router.patch("/assignments/{assignment_id}")
def change_assignment(
    assignment_id: AssignmentId, body: AssignmentChange, user: Instructor, service: ServiceOf
) -> AssignmentView:
    """Change what is named in the request, and nothing else."""
    with service.sessions.begin() as session:
        assignment = assignment_for(session, user, assignment_id)
        managing.change(session, user, assignment, body.chosen(), utc_now())
        return _view(service, assignment)


@router.delete("/assignments/{assignment_id}", status_code=204)
def remove_assignment(assignment_id: AssignmentId, user: Instructor, service: ServiceOf) -> None:
    """Take it away from the students. Nothing is lost, and it can be put back."""
    with service.sessions.begin() as session:
        managing.remove(session, user, assignment_for(session, user, assignment_id), utc_now())


@router.post("/assignments/{assignment_id}/restore")
def restore_assignment(assignment_id: AssignmentId, user: Instructor, service: ServiceOf) -> AssignmentView:
    """Put a removed assignment back."""
    with service.sessions.begin() as session:
        assignment = assignment_for(session, user, assignment_id)
        managing.put_back(session, user, assignment, utc_now())
        return _view(service, assignment)


@router.post("/assignments/{assignment_id}/start")
def start_exam(
    assignment_id: AssignmentId, body: ExamStart, user: Instructor, service: ServiceOf
) -> AssignmentView:
    """Open an exam for the whole class now."""
    with service.sessions.begin() as session:
        assignment = assignment_for(session, user, assignment_id)
        managing.start(session, user, assignment, body.minutes, service.clock.now())
        return _view(service, assignment)


def _view(service: Service, assignment: Assignment) -> AssignmentView:
    return AssignmentView.of(assignment, _title(service, assignment), utc_now())


def _title(service: Service, assignment: Assignment) -> Text | None:
    exercise = service.catalogue.get(assignment.exercise)
    return exercise.title if exercise else None
