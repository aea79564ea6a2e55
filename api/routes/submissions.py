"""Handing in, and following what becomes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request
from pydantic import BaseModel
from sse_starlette import EventSourceResponse

from api.routes.access import ServiceOf, SignedIn
from api.routes.uploads import UPLOAD_SCHEMA, uploaded_files
from api.services.assignments.visible import is_free_to
from api.services.handing_in import receive
from api.services.rights import submission_for
from api.services.submissions import files_of, latest_verdict, place_of, submissions_of
from api.state import Service
from api.store.people import User
from api.store.work import Purpose, Stage, Submission
from exercises.verdict import Verdict

router = APIRouter(prefix="/api", tags=["submissions"])


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


class SubmissionSummary(BaseModel):
    """One line of the history."""

    id: str
    exercise: str
    status: Stage
    received_at: datetime
    score: int | None


class SubmissionView(BaseModel):
    """One submission, with its verdict once there is one."""

    id: str
    exercise: str
    status: Stage
    received_at: datetime
    place: int
    files: dict[str, str]
    verdict: dict[str, Any] | None


@router.post(
    "/exercises/{exercise_id}/submissions", status_code=201, openapi_extra={"requestBody": UPLOAD_SCHEMA}
)
def hand_in(
    exercise_id: str,
    user: SignedIn,
    service: ServiceOf,
    files: Annotated[dict[str, bytes], Depends(uploaded_files)],
    idempotency_key: Annotated[str | None, Header(min_length=1, max_length=128)] = None,
    assignment: Annotated[str | None, Query(max_length=32)] = None,
    purpose: Purpose = "submit",
) -> Receipt:
    """Hand in files for an assignment, or have them checked: looked at without counting for anything.

    Without `assignment` it is for the only open one with this exercise, or practice where there is none.
    The same Idempotency-Key gives the same receipt again.
    """
    now = service.clock.now()
    exercise = service.catalogue.find(exercise_id)
    with service.sessions() as session:
        is_free = is_free_to(session, service.catalogue, user, exercise_id)
    submission = receive(
        service.sessions,
        service.jobs,
        student=user,
        exercise=exercise,
        files=files,
        key=idempotency_key,
        now=now,
        assignment=assignment,
        purpose=purpose,
        may_practise=is_free,
    )
    return receipt_for(service, submission)


def receipt_for(service: Service, submission: Submission) -> Receipt:
    """What its student is told of a submission that was received."""
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


@router.get("/submissions")
def list_submissions(
    user: SignedIn, service: ServiceOf, exercise: Annotated[str | None, Query(max_length=64)] = None
) -> list[SubmissionSummary]:
    """The signed-in person's own submissions, newest first."""
    with service.sessions() as session:
        return [_summary(submission) for submission in submissions_of(session, user, exercise)]


@router.get("/submissions/{submission_id}")
def show_submission(submission_id: str, user: SignedIn, service: ServiceOf) -> SubmissionView:
    """One submission with its files and, once it is graded, its verdict."""
    with service.sessions() as session:
        submission = submission_for(session, user, submission_id)
        return SubmissionView(
            id=submission.id,
            exercise=submission.exercise,
            status=submission.stage,
            received_at=submission.received_at,
            place=place_of(session, submission),
            files={name: content.decode(errors="replace") for name, content in files_of(submission).items()},
            verdict=_verdict_for(user, submission),
        )


@router.get("/submissions/{submission_id}/events", response_class=EventSourceResponse)
def follow_submission(
    submission_id: str, user: SignedIn, service: ServiceOf, request: Request
) -> EventSourceResponse:
    """Server-sent events: `progress` whenever something moves, `done` at the end."""
    with service.sessions() as session:
        submission_for(session, user, submission_id)
    return EventSourceResponse(service.watcher.follow(submission_id))


def _summary(submission: Submission) -> SubmissionSummary:
    given = latest_verdict(submission)
    return SubmissionSummary(
        id=submission.id,
        exercise=submission.exercise,
        status=submission.stage,
        received_at=submission.received_at,
        score=given.score if given else None,
    )


def _verdict_for(user: User, submission: Submission) -> dict[str, Any] | None:
    given = latest_verdict(submission)
    if given is None:
        return None
    verdict = Verdict.model_validate(given.verdict)
    shown = verdict if user.is_staff else verdict.for_student()
    return shown.model_dump(mode="json")
