"""A class with its teacher in a database, and short ways to give it students, assignments and work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from sqlalchemy.orm import Session

from api.clock import utc_now
from api.routes.access import COOKIE
from api.security import new_class_code, new_id
from api.services.names import name_key
from api.services.sessions import open_session
from api.store.assignments import Assignment, Extension
from api.store.classes import Classroom, Membership
from api.store.people import User
from api.store.work import GivenVerdict, Purpose, Submission, SubmittedFile
from exercises.grading import GRADER_VERSION
from exercises.verdict import Status, Verdict
from tests.api.running_lab import Lab

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
EXERCISE = "motion-light"


def verdict_of(score: int, status: Status = "graded") -> Verdict:
    return Verdict(exercise=EXERCISE, version=1, status=status, score=score, trace_sha256="0" * 64)


@dataclass
class School:
    """One class, as rows of an open session."""

    session: Session
    teacher: User
    classroom: Classroom

    def student(self, name: str, number: str | None = None) -> User:
        user = self._person(name, "student")
        self.session.add(
            Membership(
                class_id=self.classroom.id,
                user_id=user.id,
                name_key=name_key(name),
                number=number,
                place="member",
                joined_at=NOW,
            )
        )
        self.session.flush()
        return user

    def instructor(self, name: str = "همکار") -> User:
        return self._person(name, "instructor")

    def assignment(self, **fields: Any) -> Assignment:
        given = {"exercise": EXERCISE, "created_at": NOW, **fields}
        return self._added(Assignment(id=new_id(), class_id=self.classroom.id, **given))

    def extension(self, assignment: Assignment, student: User | None, **fields: Any) -> Extension:
        whose = student.id if student else None
        return self._added(Extension(assignment_id=assignment.id, student_id=whose, created_at=NOW, **fields))

    def hand_in(
        self,
        student: User,
        assignment: Assignment | None = None,
        score: int | None = None,
        *,
        status: Status = "graded",
        late: timedelta = timedelta(),
        purpose: Purpose = "submit",
        program: str = "print('سلام')\n",
    ) -> Submission:
        """One submission; without a score it waits for its verdict."""
        submission = Submission(
            id=new_id(),
            student_id=student.id,
            exercise=assignment.exercise if assignment else EXERCISE,
            exercise_version=1,
            assignment_id=assignment.id if assignment else None,
            purpose=purpose,
            content_sha256="",
            received_at=NOW + late,
            stage="queued",
            files=[SubmittedFile(name="main.py", content=program.encode())],
        )
        self._added(submission)
        if score is not None:
            self.give_verdict(submission, verdict_of(score, status))
        return submission

    def give_verdict(self, submission: Submission, verdict: Verdict) -> None:
        attempt = len(submission.verdicts) + 1
        submission.verdicts.append(
            GivenVerdict(
                grader_version=GRADER_VERSION,
                attempt=attempt,
                status=verdict.status,
                score=verdict.score,
                verdict=verdict.model_dump(mode="json"),
                graded_at=submission.received_at + timedelta(minutes=1),
            )
        )
        submission.stage = "done"
        self.session.flush()

    def _person(self, name: str, role: Any) -> User:
        return self._added(User(id=new_id(), role=role, name=name, created_at=NOW))

    def _added(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row


def open_school(session: Session) -> School:
    """A new class with a teacher of its own; any number of them fit into one database."""
    teacher = User(id=new_id(), role="instructor", name="استاد", created_at=NOW)
    session.add(teacher)
    session.flush()
    classroom = Classroom(
        id=new_id(), name="اینترنت اشیا", code=new_class_code(), instructor_id=teacher.id, created_at=NOW
    )
    session.add(classroom)
    session.flush()
    return School(session, teacher, classroom)


@contextmanager
def school_of(lab: Lab) -> Iterator[School]:
    """A class in the database of a running lab; it is there for the lab once this is left."""
    with lab.service.sessions.begin() as session:
        yield open_school(session)


def signed_in(lab: Lab, user: User) -> httpx.Client:
    """A client of the lab with that person's session."""
    client = lab.stranger()
    with lab.service.sessions.begin() as session:
        client.cookies.set(COOKIE, open_session(session, session.merge(user), utc_now()))
    return client
