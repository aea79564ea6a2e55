"""Handing in: what is accepted, for which assignment, and the receipt for it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from api.errors import ApiError, NotFound
from api.jobs import Jobs
from api.security import new_id
from api.services.assignments.placing import assignment_meant, check_limit
from api.services.submitted_files import check_files
from api.store.database import Sessions
from api.store.people import User
from api.store.work import Purpose, Submission, SubmittedFile
from devices.text import Text
from exercises.exercise import Exercise


class KeyUsedForOther(ApiError):
    """An Idempotency-Key that came before with another program."""

    code = "idempotency_key_reused"
    status = 409
    words = Text(
        en="This Idempotency-Key was used for another submission.",
        fa="این Idempotency-Key برای ارسال دیگری به کار رفته است.",
    )


def receive(
    sessions: Sessions,
    jobs: Jobs,
    *,
    student: User,
    exercise: Exercise,
    files: Mapping[str, bytes],
    key: str | None,
    now: datetime,
    assignment: str | None = None,
    purpose: Purpose = "submit",
    may_practise: bool = True,
) -> Submission:
    """Keep a submission and its job in one commit; only then is there a receipt.

    It is for the assignment that is named, else for the only one that is open with this exercise, and the
    moment of receipt decides what is open. The same Idempotency-Key gives the same receipt again, so a
    double click is one submission, and uses up one attempt. What may not be practised is there for an open
    assignment only, else NotFound is raised.
    Raises what `check_files`, `assignment_meant` and `check_limit` raise, and KeyUsedForOther.
    """
    check_files(files)
    content = _content_sha256(exercise.id, files)
    with sessions.begin() as session:
        _take_turn(session, student)
        earlier = _submission_with_key(session, student, key)
        if earlier is not None:
            return _the_same(earlier, content, assignment, purpose)
        meant = assignment_meant(session, student, exercise.id, assignment, now)
        if meant is not None:
            check_limit(meant, purpose)
        elif not may_practise:
            raise NotFound()
        submission = Submission(
            id=new_id(),
            student_id=student.id,
            exercise=exercise.id,
            exercise_version=exercise.version,
            assignment_id=meant.assignment.id if meant else None,
            purpose=purpose,
            idempotency_key=key,
            content_sha256=content,
            received_at=now,
            stage="queued",
            attempt=1,
            files=[SubmittedFile(name=name, content=files[name]) for name in sorted(files)],
        )
        session.add(submission)
        session.flush()
        jobs.enqueue(session, submission.id, submission.attempt)
        return submission


def _take_turn(session: Session, student: User) -> None:
    """Let each student's requests come one after the other until the commit, whatever the database.

    A row that is written is locked: what is counted after it, no other request of the student can change.
    """
    touched = update(User).where(User.id == student.id).values(created_at=User.created_at)
    session.execute(touched, execution_options={"synchronize_session": False})


def _the_same(earlier: Submission, content: str, assignment: str | None, purpose: Purpose) -> Submission:
    if (
        earlier.content_sha256 != content
        or earlier.purpose != purpose
        or assignment not in (None, earlier.assignment_id)
    ):
        raise KeyUsedForOther()
    return earlier


def _submission_with_key(session: Session, student: User, key: str | None) -> Submission | None:
    if key is None:
        return None
    query = select(Submission).where(Submission.student_id == student.id, Submission.idempotency_key == key)
    return session.scalar(query)


def _content_sha256(exercise: str, files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256(exercise.encode())
    for name in sorted(files):
        for part in (name.encode(), files[name]):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()
