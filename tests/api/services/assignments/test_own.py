"""What of a class's assignments is a student's own: from opening on, with own terms, and what is left."""

from __future__ import annotations

from datetime import datetime, timedelta

from api.services.assignments.own import applying_now, own_assignments, parameters_in_text
from api.store.assignments import Assignment
from api.store.classes import Membership
from api.store.people import User
from tests.api.school import EXERCISE, NOW, School, verdict_of

HOUR = timedelta(hours=1)


def seen(school: School, student: User) -> list[Assignment]:
    return [own.assignment for own in own_assignments(school.session, student, NOW)]


def left(school: School, student: User) -> tuple[int | None, int | None]:
    (own,) = own_assignments(school.session, student, NOW)
    return own.left("submit"), own.left("check")


def test_nothing_is_seen_before_it_opens_nor_once_it_is_removed(school: School) -> None:
    mina = school.student("مینا")
    opened = school.assignment(opens_at=NOW)
    closed = school.assignment(due_at=NOW - HOUR, closes_at=NOW - HOUR)
    school.assignment(opens_at=NOW + HOUR)
    school.assignment(mode="exam")
    school.assignment(removed_at=NOW)
    assert seen(school, mina) == [closed, opened]


def test_only_members_of_a_class_that_is_taught_have_its_assignments(school: School) -> None:
    school.assignment()
    mina, sara, omid = (school.student(name) for name in ("مینا", "سارا", "امید"))
    places = [school.session.get_one(Membership, (school.classroom.id, each.id)) for each in (sara, omid)]
    places[0].removed_at = NOW
    places[1].place = "waiting"
    assert [len(seen(school, each)) for each in (mina, sara, omid, school.teacher)] == [1, 0, 0, 0]
    school.classroom.archived_at = NOW
    assert seen(school, mina) == []


def test_the_next_one_due_comes_first_and_those_without_a_due_time_last(school: School) -> None:
    mina = school.student("مینا")
    anytime, later, sooner = (school.assignment(due_at=due) for due in (None, NOW + 2 * HOUR, NOW + HOUR))
    assert seen(school, mina) == [sooner, later, anytime]
    school.extension(sooner, mina, more_minutes=90)
    assert seen(school, mina) == [later, sooner, anytime]


def test_what_came_to_nothing_or_failed_on_our_side_uses_nothing_up(school: School) -> None:
    mina, assignment = school.student("مینا"), school.assignment(attempts=5, checks=2)
    school.hand_in(mina, assignment, 0, status="invalid")
    school.hand_in(mina, assignment, 0, status="infrastructure")
    assert left(school, mina) == (5, 2)
    school.hand_in(mina, assignment, 0, status="limit")
    school.hand_in(mina, assignment, 10, status="student_error")
    school.hand_in(mina, assignment)
    school.hand_in(mina, assignment, 50, purpose="check")
    school.hand_in(mina, None, 50)
    school.hand_in(school.student("سارا"), assignment, 50)
    assert left(school, mina) == (2, 1)


def test_of_several_verdicts_on_one_submission_the_last_says_whether_it_counts(school: School) -> None:
    mina, assignment = school.student("مینا"), school.assignment(attempts=3)
    submission = school.hand_in(mina, assignment, 0, status="infrastructure")
    assert left(school, mina)[0] == 3
    school.give_verdict(submission, verdict_of(70))
    assert left(school, mina)[0] == 2


def test_more_attempts_are_added_and_no_limit_stays_none(school: School) -> None:
    mina, assignment = school.student("مینا"), school.assignment(attempts=1)
    school.hand_in(mina, assignment, 50)
    assert left(school, mina) == (0, None)
    school.extension(assignment, None, more_attempts=2)
    assert left(school, mina) == (2, None)


def test_an_open_exam_is_the_only_assignment_that_applies(school: School) -> None:
    mina = school.student("مینا")
    practice = school.assignment()
    school.assignment(closes_at=NOW - HOUR)
    exam = school.assignment(mode="exam", opens_at=NOW - HOUR, due_at=NOW, closes_at=NOW)

    def applying(now: datetime) -> list[Assignment]:
        return [each.assignment for each in applying_now(own_assignments(school.session, mina, now), now)]

    assert applying(NOW) == [exam]
    assert applying(NOW + HOUR) == [practice]


def test_parameters_stand_in_the_text_alone_as_long_as_such_an_assignment_is_open(school: School) -> None:
    mina = school.student("مینا")
    exam = school.assignment(mode="exam", opens_at=NOW, closes_at=NOW, parameters_in_text=True)
    assert parameters_in_text(school.session, mina, EXERCISE, NOW)
    assert not parameters_in_text(school.session, mina, "other-exercise", NOW)
    assert not parameters_in_text(school.session, mina, EXERCISE, NOW + HOUR)
    exam.parameters_in_text = False
    assert not parameters_in_text(school.session, mina, EXERCISE, NOW)
