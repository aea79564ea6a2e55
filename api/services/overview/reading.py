"""The live overview of a class: what each of its students is doing now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from api.services.gradebook.grade import Grades
from api.services.gradebook.student_terms import StudentTerms
from api.services.gradebook.table import assignments_of, students_of
from api.services.overview.activity import Activity, read_activity
from api.services.overview.state import SOLVED, Signs, State, Try, state_of


@dataclass(frozen=True, slots=True)
class StudentNow:
    """What one student is doing."""

    id: str
    name: str
    number: str | None
    state: State
    active_at: datetime | None
    """When the student last signed in, saved, tried something, or used the live house."""
    exercise: str | None
    """That was worked at last, in the last two hours."""
    tries: int
    """Submissions and Checks at that exercise in the last two hours."""
    waiting: int
    """How many of them wait for their verdict."""
    last_score: int | None
    best_score: int | None
    submission: str | None
    """The newest of these tries."""
    lab: str | None
    """The student's live house of that exercise, to look in."""


@dataclass(frozen=True, slots=True)
class Overview:
    """What a class is doing."""

    at: datetime
    counts: Mapping[State, int]
    students: tuple[StudentNow, ...]
    """By name."""


def overview_of(session: Session, class_id: str, now: datetime) -> Overview:
    """What the students of a class are doing at this moment."""
    students = students_of(session, class_id)
    ids = [student.id for student, _ in students]
    activity = read_activity(session, ids, now)
    finished = _finished(session, class_id, ids, now)
    shown = tuple(
        _student_now(student.id, student.name, number, activity[student.id], student.id in finished, now)
        for student, number in students
    )
    return Overview(at=now, counts=Counter(each.state for each in shown), students=shown)


def _student_now(
    student: str, name: str, number: str | None, activity: Activity, has_finished: bool, now: datetime
) -> StudentNow:
    exercise = activity.exercise
    tries: list[Try] = activity.tries.get(exercise, []) if exercise else []
    scores = [each.score for each in tries if each.score is not None]
    return StudentNow(
        id=student,
        name=name,
        number=number,
        state=state_of(Signs(activity.active_at, tries, has_finished), now),
        active_at=activity.active_at,
        exercise=exercise,
        tries=len(tries),
        waiting=len(tries) - len(scores),
        last_score=scores[-1] if scores else None,
        best_score=max(scores, default=None),
        submission=activity.newest.get(exercise) if exercise else None,
        lab=activity.labs.get(exercise) if exercise else None,
    )


def _finished(session: Session, class_id: str, students: Collection[str], now: datetime) -> set[str]:
    """Who has solved every assignment that is open for that student now; nobody where nothing is open."""
    assignments = assignments_of(session, class_id)
    terms = StudentTerms(session, assignments)
    is_open = {
        student: {each.id for each in assignments if terms.of(each.id, student).is_open_at(now)}
        for student in students
    }
    asked = set().union(*is_open.values())
    grades = Grades(session, [each for each in assignments if each.id in asked], now)
    return {
        student
        for student, theirs in is_open.items()
        if theirs and all((grades.of(each, student).score or 0) >= SOLVED for each in theirs)
    }
