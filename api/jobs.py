"""The durable queue: DBOS, in the same database as the submissions.

A job and its submission are written in one commit, so neither exists without the other. The id of a
job says what it is for (`submission:grader:attempt`); asking for the same job twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dbos import DBOS, DBOSClient, EnqueueOptions
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from exercises.grading import GRADER_VERSION

APPLICATION = "khaneh"
QUEUE = "grading"
WORKFLOW = "grade_submission"
VERSION = "1"
"""Of the queue's own format. DBOS takes up a dead worker's jobs only within one version, so it is fixed."""

_UNFINISHED = {"ENQUEUED", "DELAYED", "PENDING"}


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

    def enqueue(self, session: Session, submission_id: str, attempt: int) -> None:
        """Ask for one grading, as part of the caller's transaction."""
        options: EnqueueOptions = {
            "queue_name": QUEUE,
            "workflow_name": WORKFLOW,
            "workflow_id": job_id(submission_id, attempt),
            "app_version": VERSION,
        }
        self._client.enqueue_in_transaction(session, options, submission_id, GRADER_VERSION, attempt)

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
