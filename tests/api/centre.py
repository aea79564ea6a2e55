"""A centre with a class, in rows: who there is, and one of everything that a path can name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import Session

from api.security import new_class_code, new_id, new_token
from api.services.labs import lab_id, renew_token
from api.services.sessions import open_session
from api.services.traces import pack
from api.store.assignments import Assignment, Extension
from api.store.base import Table
from api.store.classes import Classroom, Membership
from api.store.grades import Comment, GradeOverride
from api.store.houses import LiveLab
from api.store.packs import PackProof, PackVersion
from api.store.people import Role, User, UserSession
from api.store.regrades import Regrade
from api.store.runs import RunFile, WantedRun
from api.store.webhooks import Delivery, Webhook
from api.store.work import GivenVerdict, KeptTrace, Submission, SubmittedFile
from exercises.run_result import RunResult
from exercises.verdict import Verdict
from simulator.trace import Trace
from tests.api.private_exercise import published

Row = TypeVar("Row", bound=Table)

EXERCISE = "motion-light"
PROGRAM = {"main.py": "print('سلام')"}
RUN = RunResult(seed=1, visibility="shown", score=50, trace_sha256="0" * 64)
VERDICT = Verdict(exercise=EXERCISE, version=1, status="graded", score=50, trace_sha256="0" * 64, runs=(RUN,))

PEOPLE: Mapping[str, Role] = {
    "student": "student",
    "classmate": "student",
    "other instructor": "instructor",
    "own instructor": "instructor",
    "administrator": "administrator",
}


@dataclass(frozen=True)
class Centre:
    """What was made: tokens of the people by their part, and the ids by the names that paths give them."""

    tokens: Mapping[str, str]
    named: Mapping[str, str]


class Builder:
    """Makes a centre, row by row; each has classes and people of its own, so any number fit into one lab."""

    def __init__(self, session: Session, secret: bytes, now: datetime) -> None:
        self._session = session
        self._secret = secret
        self._now = now

    def build(self) -> Centre:
        """One whole centre."""
        people = {part: self._person(part, role) for part, role in PEOPLE.items()}
        tokens = {part: open_session(self._session, person, self._now) for part, person in people.items()}
        classroom = self._class_of(people)
        assignment = self._assignment(classroom)
        student = people["student"]
        named = {
            "class_id": classroom.id,
            "class_code": classroom.code,
            "class_name": classroom.name,
            "exercise_id": EXERCISE,
            "student_id": student.id,
            "student_name": student.name,
            "instructor_id": people["own instructor"].id,
            "assignment_id": assignment.id,
            "session_id": self._another_session(student),
            "person_id": self._person("colleague", "instructor").id,
            **self._own_exercise(people["own instructor"]),
            **self._house(student),
            **self._work(student, assignment, people["own instructor"]),
            **self._of_teachers(classroom, assignment, student, people["own instructor"]),
        }
        return Centre(tokens, named)

    def _add(self, row: Row) -> Row:
        self._session.add(row)
        self._session.flush()
        return row

    def _person(self, name: str, role: Role) -> User:
        return self._add(User(id=new_id(), role=role, name=name, created_at=self._now))

    def _class_of(self, people: Mapping[str, User]) -> Classroom:
        classroom = self._add(
            Classroom(
                id=new_id(),
                name="خانهٔ هوشمند",
                code=new_class_code(),
                instructor_id=people["own instructor"].id,
                created_at=self._now,
            )
        )
        for part, person in people.items():
            if person.role == "student":
                self._add(Membership(class_id=classroom.id, user_id=person.id, name_key=part))
        return classroom

    def _assignment(self, classroom: Classroom) -> Assignment:
        return self._add(
            Assignment(
                id=new_id(),
                class_id=classroom.id,
                exercise=EXERCISE,
                due_at=self._now + timedelta(days=1),
                created_at=self._now,
            )
        )

    def _another_session(self, person: User) -> str:
        token = open_session(self._session, person, self._now - timedelta(minutes=1))
        self._session.flush()
        found = self._session.query(UserSession).filter_by(user_id=person.id).order_by(UserSession.created_at)
        assert token
        return found[0].id

    def _house(self, student: User) -> dict[str, str]:
        name = lab_id(self._secret, student.id, EXERCISE)
        lab = self._add(LiveLab(id=name, owner_id=student.id, exercise=EXERCISE, created_at=self._now))
        renew_token(self._session, self._secret, lab)
        run = WantedRun(id=new_id(), lab_id=lab.id, created_at=self._now, ended_at=self._now)
        run.ending = {"code": "ended", "says": {"en": "It ended.", "fa": "تمام شد."}}
        run.files = [RunFile(name=name, content=text.encode()) for name, text in PROGRAM.items()]
        return {"lab": lab.id, "run": self._add(run).id}

    def _own_exercise(self, author: User) -> dict[str, str]:
        exercise = published(self._session, f"hut-{new_id()}".lower(), owner=author.id, shared=False)
        version = self._session.get_one(PackVersion, (exercise, 1))
        proof = PackProof(
            id=new_id(),
            exercise=exercise,
            revision=version.revision,
            digest=version.digest,
            state="proven",
            programs=[],
            complaints=[],
            created_at=self._now,
        )
        return {"exercise": exercise, "version": "1", "proof": self._add(proof).id}

    def _work(self, student: User, assignment: Assignment, teacher: User) -> dict[str, str]:
        submission = Submission(
            id=new_id(),
            student_id=student.id,
            exercise=EXERCISE,
            exercise_version=1,
            assignment_id=assignment.id,
            content_sha256="",
            received_at=self._now,
            stage="done",
        )
        submission.files = [SubmittedFile(name=name, content=text.encode()) for name, text in PROGRAM.items()]
        submission.verdicts = [
            GivenVerdict(
                grader_version="1",
                attempt=1,
                status=VERDICT.status,
                score=VERDICT.score,
                verdict=VERDICT.model_dump(mode="json"),
                graded_at=self._now,
                traces=[KeptTrace(run=0, content=pack(Trace()))],
            )
        ]
        self._add(submission)
        comment = self._add(
            Comment(
                id=new_id(),
                submission_number=submission.number,
                author_id=teacher.id,
                text="آفرین!",
                created_at=self._now,
            )
        )
        return {"submission_id": submission.id, "comment_id": comment.id}

    def _of_teachers(
        self, classroom: Classroom, assignment: Assignment, student: User, teacher: User
    ) -> dict[str, str]:
        marks = {"assignment_id": assignment.id, "student_id": student.id, "created_at": self._now}
        self._add(GradeOverride(**marks, score=80.0, reason="پروژهٔ خوب", author_id=teacher.id))
        extension = self._add(Extension(**marks, due_at=self._now + timedelta(days=1)))
        webhook = self._add(
            Webhook(
                id=new_id(),
                class_id=classroom.id,
                url="https://lms.example/grades",
                nonce=new_token(),
                created_at=self._now,
            )
        )
        delivery = Delivery(id=new_id(), webhook_id=webhook.id, body={}, created_at=self._now)
        regrade = Regrade(id=new_id(), assignment_id=assignment.id, created_at=self._now)
        return {
            "extension": str(extension.number),
            "webhook_id": webhook.id,
            "delivery_id": self._add(delivery).id,
            "regrade_id": self._add(regrade).id,
        }
