"""The house seen from above: of an exercise, and of a live house."""

from __future__ import annotations

from fastapi import APIRouter

from api.clock import utc_now
from api.routes.access import ServiceOf, SignedIn
from api.routes.plan_views import PlanView, plan_view
from api.services.assignments.visible import exercise_for
from api.services.hands import scenario_of
from api.services.rights import lab_for
from simulator.floor_plan import plan_of

router = APIRouter(prefix="/api", tags=["plans"])


@router.get("/exercises/{exercise_id}/plan")
def show_plan_of_exercise(exercise_id: str, user: SignedIn, service: ServiceOf) -> PlanView:
    """The house of an exercise as this student's live house has it: rooms, openings, devices, people."""
    with service.sessions() as session:
        exercise = exercise_for(session, service.catalogue, user, exercise_id, utc_now())
    return plan_view(plan_of(exercise.live_scenario(user.id)))


@router.get("/labs/{lab}/plan")
def show_plan_of_house(lab: str, user: SignedIn, service: ServiceOf) -> PlanView:
    """The plan of a live house; it wakes no house, and tells nothing of how things stand in it."""
    with service.sessions() as session:
        found = lab_for(session, user, lab)
    return plan_view(plan_of(scenario_of(found, service.catalogue)))
