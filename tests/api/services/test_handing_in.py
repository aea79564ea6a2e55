"""Handing in for assignments: limits hold whatever comes at the same moment, and receipts are repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from api.errors import NotFound
from api.jobs import Jobs
from api.services.assignments.placing import NoAttemptsLeft
from api.services.handing_in import KeyUsedForOther, receive
from api.settings import Settings
from api.store.assignments import Assignment
from api.store.database import Sessions, open_engine, open_sessions
from api.store.people import User
from api.store.work import Submission
from exercises.exercise import load_exercise
from tests.api.school import EXERCISE, NOW, open_school

PROGRAM = {"main.py": b"print()"}
HandIn = Callable[..., Submission]


@pytest.fixture
def sessions(settings: Settings) -> Iterator[Sessions]:
    engine = open_engine(settings.database)
    yield open_sessions(engine)
    engine.dispose()


def set_up(sessions: Sessions, **fields: Any) -> tuple[User, Assignment]:
    """A student and an assignment, committed: requests are transactions of their own."""
    with sessions.begin() as session:
        school = open_school(session)
        return school.student("مینا"), school.assignment(**fields)


@pytest.fixture
def hand_in(sessions: Sessions) -> Iterator[HandIn]:
    with sessions() as session:
        jobs = Jobs(session.get_bind().engine)
    exercise = load_exercise(EXERCISE)

    def submit(student: User, key: str | None = None, **how: Any) -> Submission:
        given = {"files": PROGRAM, "now": NOW, **how}
        return receive(sessions, jobs, student=student, exercise=exercise, key=key, **given)

    yield submit
    jobs.close()


def test_a_limit_holds_when_everything_comes_at_once(sessions: Sessions, hand_in: HandIn) -> None:
    student, assignment = set_up(sessions, attempts=3)

    def accepted(_: int) -> bool:
        try:
            hand_in(student)
        except NoAttemptsLeft:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(accepted, range(16))) == 3
    with sessions() as session:
        query = select(func.count()).where(Submission.assignment_id == assignment.id)
        assert session.scalar(query) == 3, "what is refused must not be kept"


def test_a_double_click_at_the_same_moment_is_one_submission(sessions: Sessions, hand_in: HandIn) -> None:
    student, _ = set_up(sessions, attempts=1)
    with ThreadPoolExecutor(8) as pool:
        receipts = set(pool.map(lambda _: hand_in(student, "key").id, range(16)))
    assert len(receipts) == 1, "only one attempt there was, and no click may be told otherwise"


def test_a_receipt_is_given_again_even_after_the_closing_time(sessions: Sessions, hand_in: HandIn) -> None:
    student, assignment = set_up(sessions, closes_at=NOW)
    first = hand_in(student, "key", assignment=assignment.id)
    later = NOW + timedelta(minutes=5)
    assert hand_in(student, "key", assignment=assignment.id, now=later).number == first.number
    assert hand_in(student, "key", now=later, may_practise=False).number == first.number


@pytest.mark.parametrize(
    "other",
    [{"files": {"main.py": b"other"}}, {"purpose": "check"}, {"assignment": "other"}],
    ids=["files", "purpose", "assignment"],
)
def test_a_key_is_for_one_thing_only(sessions: Sessions, hand_in: HandIn, other: dict[str, Any]) -> None:
    student, _ = set_up(sessions)
    hand_in(student, "key")
    with pytest.raises(KeyUsedForOther):
        hand_in(student, "key", **other)


def test_the_time_of_receipt_decides_to_the_microsecond(sessions: Sessions, hand_in: HandIn) -> None:
    student, assignment = set_up(sessions, closes_at=NOW)
    assert hand_in(student, now=NOW).assignment_id == assignment.id
    assert hand_in(student, now=NOW + timedelta(microseconds=1)).assignment_id is None


def test_what_may_not_be_practised_needs_an_open_assignment(sessions: Sessions, hand_in: HandIn) -> None:
    student, assignment = set_up(sessions, closes_at=NOW)
    assert hand_in(student, may_practise=False).assignment_id == assignment.id
    with pytest.raises(NotFound):
        hand_in(student, may_practise=False, now=NOW + timedelta(seconds=1))


def test_submissions_and_checks_are_counted_apart(sessions: Sessions, hand_in: HandIn) -> None:
    student, _ = set_up(sessions, attempts=1, checks=None)
    for _ in range(3):
        assert hand_in(student, purpose="check").purpose == "check"
    hand_in(student)
    with pytest.raises(NoAttemptsLeft):
        hand_in(student)
