"""The durable queue: DBOS, in the same database as the submissions.

A job and what it is for are written in one commit, so neither exists without the other. The id of a job
says what it is for (`submission:grader:attempt`); asking for the same job twice changes nothing.

There is one queue, in the order of urgency and then of asking: a worker that is free takes a Check, for
somebody sits before the screen and waits for it; else a submission, whose time of receipt is settled already;
else something that nobody waits for, such as a regrading. Several queues would each keep a worker busy.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from dbos import DBOS, DBOSClient, EnqueueOptions
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from api.store.work import Submission
from exercises.grading import GRADER_VERSION

APPLICATION = "khaneh"
QUEUE = "grading"
GRADE = "grade_submission"
"""The workflow that gives a submission its verdict."""
VERSION = "1"
"""Of the queue's own format. DBOS takes up a dead worker's jobs only within one version, so it is fixed."""

_UNFINISHED = {"ENQUEUED", "DELAYED", "PENDING"}


class Urgency(IntEnum):
    """What goes first: the lowest."""

    CHECK = 1
    SUBMISSION = 2
    REGRADE = 3


@dataclass(frozen=True, slots=True)
class Job:
    """A workflow that a worker is to run, with these arguments; asked for again by its id, it is the same."""

    id: str
    workflow: str
    arguments: tuple[Any, ...]
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class JobState:
    """Where a job stands: over, for better or worse; or in the hands of a worker; or waiting."""

    has_ended: bool
    held_by: str | None


def prepare_queue(url: str) -> None:
    """Create or update the queue's own tables; to be called by one process at a time."""
    DBOS.migrate(url)


class Jobs:
    """The queue as the API and the reconciler see it: they put jobs in and never run one."""

    def __init__(self, engine: Engine) -> None:
        self._client = DBOSClient(
            system_database_engine=engine,
            application_name=APPLICATION,
            lazy=True,
            retry_connection_errors=False,
        )

    def ask(self, session: Session, job: Job) -> None:
        """Ask for a job, as part of the caller's transaction."""
        options: EnqueueOptions = {
            "queue_name": QUEUE,
            "workflow_name": job.workflow,
            "workflow_id": job.id,
            "app_version": VERSION,
            "priority": job.urgency,
        }
        self._client.enqueue_in_transaction(session, options, *job.arguments)

    def enqueue(self, session: Session, submission_id: str, attempt: int) -> None:
        """Ask for one grading of a submission, as part of the caller's transaction."""
        submission = session.scalars(select(Submission).where(Submission.id == submission_id)).one()
        submission.urgency = _urgency_of(session, submission)
        arguments = (submission_id, GRADER_VERSION, attempt)
        self.ask(session, Job(job_id(submission_id, attempt), GRADE, arguments, Urgency(submission.urgency)))

    def resume(self, job: str) -> None:
        """Put a job back into the queue whose worker will not come back."""
        self._client.resume_workflow(job)

    def look_up(self, jobs: Iterable[str]) -> dict[str, JobState]:
        """Of these jobs, those that were ever asked for, and where they stand."""
        wanted = list(jobs)
        if not wanted:
            return {}
        found = self._client.list_workflows(workflow_ids=wanted, load_input=False, load_output=False)
        return {
            job.workflow_id: JobState(
                has_ended=job.status not in _UNFINISHED,
                held_by=job.executor_id if job.status == "PENDING" else None,
            )
            for job in found
        }

    def close(self) -> None:
        """Let go of the queue's resources; the engine stays open."""
        self._client.destroy()


def job_id(submission_id: str, attempt: int) -> str:
    """The name of the job that grades this attempt of this submission."""
    return f"{submission_id}:{GRADER_VERSION}:{attempt}"


def _urgency_of(session: Session, submission: Submission) -> Urgency:
    """Of a student's Checks only one goes before submissions: whoever asks for many waits like the others."""
    if submission.purpose != "check":
        return Urgency.SUBMISSION
    others = select(Submission.number).where(
        Submission.student_id == submission.student_id,
        Submission.number != submission.number,
        Submission.purpose == "check",
        Submission.stage == "queued",
    )
    return Urgency.CHECK if session.scalar(others.limit(1)) is None else Urgency.SUBMISSION
