"""Regrading of whole assignments: begun, looked at, then applied or discarded."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel
from sqlalchemy.orm import Session

from api.problems import Said
from api.routes.access import Instructor, ServiceOf
from api.routes.paging import Paged
from api.services.regrades.deciding import apply, begin, discard
from api.services.regrades.looking import SubmissionChange, changes_of, progress_of, regrades_of
from api.services.rights import assignment_for, regrade_for
from api.store.regrades import Regrade
from exercises.finding import Outcome
from exercises.verdict import Verdict

router = APIRouter(prefix="/api", tags=["regrades"])


class RegradeView(BaseModel):
    """A regrading and how far it has come, in submissions."""

    id: str
    assignment: str
    state: Literal["grading", "ready", "applying", "applied", "discarded"]
    """It can be applied once it is `ready`: when everything is graded. Applying takes some seconds."""
    total: int
    graded: int
    failed: int
    """Those that the lab could not grade; their verdicts stand."""
    changed: int
    """Those of which score, status, or what a rule found is another."""
    applied: int
    created_at: datetime
    ended_at: datetime | None


class VerdictBrief(BaseModel):
    """What counts of a verdict, and by what it was found."""

    status: str
    score: int
    exercise_version: int
    grader_version: str


class RuleDifference(BaseModel):
    """One rule in one run; null where one of the verdicts has no such rule."""

    rule: str
    run: int
    before: Outcome | None
    after: Outcome | None
    points_before: float
    points_after: float


class Student(BaseModel):
    """Whose submission it is."""

    id: str
    name: str


class ChangeView(BaseModel):
    """What a regrading makes of one submission."""

    submission: str
    number: int
    student: Student
    before: VerdictBrief
    after: VerdictBrief
    rules: list[RuleDifference]
    reasons: list[Said]
    """Which versions are others; where none is, it is the exercise's content."""
    is_applied: bool


@router.post("/assignments/{assignment_id}/regrades", status_code=201)
def begin_regrade(assignment_id: str, user: Instructor, service: ServiceOf) -> RegradeView:
    """Grade everything again that was handed in for an assignment, behind all other grading.

    By the present version of the exercise. Nothing counts before it is applied.
    """
    with service.sessions.begin() as session:
        assignment = assignment_for(session, user, assignment_id)
        regrade = begin(session, assignment, user, service.clock.now())
        return _view(session, regrade)


@router.get("/assignments/{assignment_id}/regrades")
def list_regrades(assignment_id: str, user: Instructor, service: ServiceOf) -> list[RegradeView]:
    """All regradings of an assignment, the newest first."""
    with service.sessions() as session:
        assignment = assignment_for(session, user, assignment_id)
        return [_view(session, each) for each in regrades_of(session, assignment.id)]


@router.get("/regrades/{regrade_id}")
def show_regrade(regrade_id: str, user: Instructor, service: ServiceOf) -> RegradeView:
    """How far a regrading has come."""
    with service.sessions() as session:
        return _view(session, regrade_for(session, user, regrade_id))


@router.get("/regrades/{regrade_id}/changes")
def list_regrade_changes(
    regrade_id: str, user: Instructor, service: ServiceOf, paging: Paged
) -> list[ChangeView]:
    """What a regrading changes, as far as it has come, in the order in which it was handed in."""
    with service.sessions() as session:
        regrade = regrade_for(session, user, regrade_id)
        found = changes_of(session, regrade, limit=paging.limit + 1, after=paging.after)
    return [_change(each) for each in paging.piece(found, lambda each: each.number)]


@router.post("/regrades/{regrade_id}/apply")
def apply_regrade(regrade_id: str, user: Instructor, service: ServiceOf) -> RegradeView:
    """Let the new verdicts count where they differ; the old ones are kept."""
    with service.sessions.begin() as session:
        regrade = regrade_for(session, user, regrade_id)
        apply(session, regrade, user, service.clock.now())
        return _view(session, regrade)


@router.delete("/regrades/{regrade_id}")
def discard_regrade(regrade_id: str, user: Instructor, service: ServiceOf) -> RegradeView:
    """Let all verdicts stand as they are."""
    with service.sessions.begin() as session:
        regrade = regrade_for(session, user, regrade_id)
        discard(session, regrade, user, service.clock.now())
        return _view(session, regrade)


def _view(session: Session, regrade: Regrade) -> RegradeView:
    progress = progress_of(session, regrade)
    is_ready = regrade.state == "grading" and progress.graded == progress.total
    return RegradeView(
        id=regrade.id,
        assignment=regrade.assignment_id,
        state="ready" if is_ready else regrade.state,
        total=progress.total,
        graded=progress.graded,
        failed=progress.failed,
        changed=progress.changed,
        applied=progress.applied,
        created_at=regrade.created_at,
        ended_at=regrade.ended_at,
    )


def _change(found: SubmissionChange) -> ChangeView:
    change = found.change
    return ChangeView(
        submission=found.submission,
        number=found.number,
        student=Student(id=found.student.id, name=found.student.name),
        before=_brief(change.before),
        after=_brief(change.after),
        rules=[RuleDifference.model_validate(each, from_attributes=True) for each in change.rules],
        reasons=[Said(**reason.as_dict()) for reason in change.reasons],
        is_applied=found.is_applied,
    )


def _brief(verdict: Verdict) -> VerdictBrief:
    return VerdictBrief(
        status=verdict.status,
        score=verdict.score,
        exercise_version=verdict.version,
        grader_version=verdict.grader_version,
    )
