"""Looking at what was handed in, and following what becomes of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sse_starlette import EventSourceResponse

from api.routes.access import ServiceOf, SignedIn
from api.routes.paging import Paged
from api.services.rights import submission_for
from api.services.showing import days_late, files_for, kept_runs, right_answers_for, verdict_for
from api.services.submissions import Listed, place_of, submissions_of
from api.store.people import User
from api.store.work import Purpose, Stage, Submission

router = APIRouter(prefix="/api/submissions", tags=["submissions"])

Id = Annotated[str | None, Query(max_length=64)]


class SubmissionSummary(BaseModel):
    """One line of the history."""

    id: str
    number: int
    exercise: str
    assignment: str | None
    purpose: Purpose
    status: Stage
    outcome: str | None
    """The verdict's own status, such as `graded` or `student_error`, once there is one."""
    received_at: datetime
    score: int | None


class Author(BaseModel):
    """Whose work it is."""

    id: str
    name: str


class VerdictSummary(BaseModel):
    """One of the verdicts that were given, one after the other; the last one counts."""

    graded_at: datetime
    status: str
    score: int
    exercise_version: int
    grader_version: str


class SubmissionView(BaseModel):
    """One submission, with its verdict once there is one."""

    id: str
    number: int
    exercise: str
    exercise_version: int
    """The version for which it was handed in; the verdict says by which it was judged."""
    assignment: str | None
    purpose: Purpose
    student: Author
    status: Stage
    received_at: datetime
    days_late: int
    """By the student's own terms; 0 for practice of one's own."""
    content_sha256: str
    place: int
    files: dict[str, str]
    verdict: dict[str, Any] | None
    verdicts: list[VerdictSummary]
    traces: list[int]
    """The runs whose trace can be had, by their index in the verdict."""
    right_answers: dict[str, Any] | None
    """To the questions of an exercise that asks some, once they may be known."""


@router.get("")
def list_submissions(
    user: SignedIn,
    service: ServiceOf,
    paging: Paged,
    exercise: Id = None,
    assignment: Id = None,
    purpose: Purpose | None = None,
) -> list[SubmissionSummary]:
    """The signed-in person's own submissions and Checks, newest first."""
    with service.sessions() as session:
        found = submissions_of(
            session,
            user,
            exercise=exercise,
            assignment=assignment,
            purpose=purpose,
            limit=paging.limit + 1,
            after=paging.after,
        )
    return [_summary(each) for each in paging.piece(found, lambda each: each.submission.number)]


@router.get("/{submission_id}")
def show_submission(submission_id: str, user: SignedIn, service: ServiceOf) -> SubmissionView:
    """One submission with its files and, once it is graded, its verdict."""
    now = service.clock.now()
    with service.sessions() as session:
        submission = submission_for(session, user, submission_id)
        verdict = verdict_for(session, user, submission, now)
        exercise = service.catalogue.get(submission.exercise, submission.exercise_version)
        right_answers = right_answers_for(session, user, submission, exercise, now)
        student = session.get_one(User, submission.student_id)
        return SubmissionView(
            id=submission.id,
            number=submission.number,
            exercise=submission.exercise,
            exercise_version=submission.exercise_version,
            assignment=submission.assignment_id,
            purpose=submission.purpose,
            student=Author(id=student.id, name=student.name),
            status=submission.stage,
            received_at=submission.received_at,
            days_late=days_late(session, submission),
            content_sha256=submission.content_sha256,
            place=place_of(session, submission),
            files=files_for(user, submission, exercise),
            verdict=verdict.model_dump(mode="json") if verdict else None,
            verdicts=_history(submission),
            traces=kept_runs(session, user, submission),
            right_answers=dict(right_answers) if right_answers is not None else None,
        )


@router.get("/{submission_id}/events", response_class=EventSourceResponse)
def follow_submission(submission_id: str, user: SignedIn, service: ServiceOf) -> EventSourceResponse:
    """Server-sent events: `progress` whenever something moves, `done` at the end."""
    with service.sessions() as session:
        submission_for(session, user, submission_id)
    return EventSourceResponse(service.watcher.follow(submission_id))


def _history(submission: Submission) -> list[VerdictSummary]:
    return [
        VerdictSummary(
            graded_at=given.graded_at,
            status=given.status,
            score=given.score,
            exercise_version=given.verdict["version"],
            grader_version=given.grader_version,
        )
        for given in submission.verdicts
    ]


def _summary(listed: Listed) -> SubmissionSummary:
    submission = listed.submission
    return SubmissionSummary(
        id=submission.id,
        number=submission.number,
        exercise=submission.exercise,
        assignment=submission.assignment_id,
        purpose=submission.purpose,
        status=submission.stage,
        outcome=listed.outcome,
        received_at=submission.received_at,
        score=listed.score,
    )
