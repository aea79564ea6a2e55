"""What is removed after a while, and what stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from api.security import new_id
from api.services.retention import forget_checks, forget_traces, last_receipt
from api.store.grades import Comment
from api.store.people import User
from api.store.work import GivenVerdict, KeptTrace, Submission, SubmittedFile
from tests.api.school import NOW, School

OLD = -timedelta(days=40)
UNTIL = NOW - timedelta(days=30)


@pytest.fixture
def student(school: School) -> User:
    return school.student("مینا")


def left(school: School) -> list[int]:
    return list(school.session.scalars(select(Submission.number).order_by(Submission.number)))


def test_old_traces_go_and_their_verdicts_stay(school: School, student: User) -> None:
    for late in (OLD, timedelta()):
        submission = school.hand_in(student, None, 50, late=late)
        submission.verdicts[0].traces = [KeptTrace(run=run, content=b"") for run in range(2)]
    school.session.flush()
    assert forget_traces(school.session, UNTIL) == 1
    assert (
        list(school.session.scalars(select(KeptTrace.verdict_number))) == [submission.verdicts[0].number] * 2
    )
    assert len(left(school)) == len(school.session.scalars(select(GivenVerdict)).all()) == 2
    assert forget_traces(school.session, UNTIL) == 0


def test_old_checks_go_with_all_that_is_theirs_and_submissions_stay(school: School, student: User) -> None:
    old, _ = (school.hand_in(student, None, 50, late=OLD, purpose=kind) for kind in ("check", "submit"))
    recent = school.hand_in(student, None, 50, purpose="check")
    waiting = school.hand_in(student, None, late=OLD, purpose="check")
    school.session.flush()
    before = left(school)
    assert forget_checks(school.session, UNTIL) == 1
    assert left(school) == [number for number in before if number != old.number]
    assert {recent.number, waiting.number} <= set(left(school))
    gone = select(SubmittedFile).where(SubmittedFile.submission_number == old.number)
    assert school.session.execute(gone).first() is None


@pytest.mark.parametrize(
    ("closed", "goes"),
    [(None, False), (timedelta(), False), (OLD, True)],
    ids=["never", "just now", "long ago"],
)
def test_checks_that_are_counted_stay_until_the_assignment_is_over(
    school: School, student: User, closed: timedelta | None, goes: bool
) -> None:
    given = school.assignment(checks=3, closes_at=None if closed is None else NOW + closed)
    school.hand_in(student, given, 50, late=OLD, purpose="check")
    assert forget_checks(school.session, UNTIL) == goes


def test_a_check_that_a_teacher_has_commented_on_stays(school: School, student: User) -> None:
    check = school.hand_in(student, school.assignment(), 50, late=OLD, purpose="check")
    school.session.add(
        Comment(
            id=new_id(),
            submission_number=check.number,
            author_id=school.teacher.id,
            text="آفرین!",
            created_at=NOW,
        )
    )
    school.session.flush()
    assert forget_checks(school.session, UNTIL) == 0


def test_age_is_reckoned_from_the_last_receipt(school: School, student: User) -> None:
    assert last_receipt(school.session) is None
    school.hand_in(student)
    school.hand_in(student, late=OLD)
    assert last_receipt(school.session) == NOW
