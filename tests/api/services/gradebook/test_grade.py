"""Grades as they follow from the database: lateness, extensions, regrades and overrides included."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.services.audit_log import Wanted, read_changes
from api.services.gradebook.grade import Grade, Grades
from api.services.gradebook.overrides import NotInClass, history, override_grade, withdraw_override
from api.store.assignments import Assignment
from api.store.people import User
from tests.api.school import NOW, School, verdict_of

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def grade(school: School, assignment: Assignment, student: User) -> Grade:
    return Grades(school.session, [assignment]).of(assignment.id, student.id)


def test_nothing_handed_in_is_no_grade(school: School) -> None:
    found = grade(school, school.assignment(), school.student("مینا"))
    assert (found.score, found.attempts, found.waiting, found.handed_in_at) == (None, 0, 0, None)


def test_checks_and_practice_and_others_work_make_no_grade(school: School) -> None:
    assignment, mina, sara = school.assignment(), school.student("مینا"), school.student("سارا")
    school.hand_in(mina, assignment, 100, purpose="check")
    school.hand_in(mina, None, 100)
    school.hand_in(sara, assignment, 100)
    assert grade(school, assignment, mina).score is None
    assert grade(school, assignment, sara).score == 100


def test_each_day_begun_late_takes_its_part_unless_there_is_more_time(school: School) -> None:
    assignment = school.assignment(due_at=NOW, penalty_percent=10, grace_minutes=60)
    mina, sara = school.student("مینا"), school.student("سارا")
    school.extension(assignment, sara, due_at=NOW + DAY)
    for student in (mina, sara):
        school.hand_in(student, assignment, 80, late=DAY + 2 * HOUR)
    assert (grade(school, assignment, mina).score, grade(school, assignment, mina).days_late) == (64, 2)
    assert (grade(school, assignment, sara).score, grade(school, assignment, sara).days_late) == (72, 1)


def test_the_last_verdict_of_a_submission_counts_and_what_waits_is_told(school: School) -> None:
    assignment, mina = school.assignment(), school.student("مینا")
    submission = school.hand_in(mina, assignment, 80)
    school.give_verdict(submission, verdict_of(40))
    school.hand_in(mina, assignment, late=HOUR)
    found = grade(school, assignment, mina)
    assert (found.score, found.attempts, found.waiting) == (40, 2, 1)
    assert found.submissions == (submission.id,)
    assert found.handed_in_at == NOW + HOUR


def test_a_teachers_grade_wins_until_it_is_withdrawn(school: School) -> None:
    assignment, mina = school.assignment(), school.student("مینا")
    school.hand_in(mina, assignment, 40)
    give = (school.session, school.teacher, assignment, mina)
    override_grade(*give, 70.5, "در کلاس نشان داد", NOW)
    override_grade(*give, 90, "پروژهٔ خوب", NOW + HOUR)
    found = grade(school, assignment, mina)
    assert (found.score, found.counted) == (90, 40)
    assert found.override is not None
    assert (found.override.reason, found.override.author_name) == ("پروژهٔ خوب", "استاد")
    withdraw_override(*give, NOW + DAY)
    withdraw_override(*give, NOW + DAY)
    assert grade(school, assignment, mina).score == 40, "an older override does not come back"
    kept = history(school.session, assignment, mina)
    assert [(each.score, each.withdrawn_at) for each in kept] == [(90, NOW + DAY), (70.5, NOW + DAY)]


def test_the_audit_log_tells_of_every_override(school: School) -> None:
    assignment, mina = school.assignment(), school.student("مینا")
    give = (school.session, school.teacher, assignment, mina)
    override_grade(*give, 70, "نخست", NOW)
    override_grade(*give, 90, "دوم", NOW)
    withdraw_override(*give, NOW)
    school.session.flush()
    changes = read_changes(school.session, Wanted(subject=mina.id), before=0, most=9)
    assert [
        (each.action, each.before["score"] if each.before and "score" in each.before else None)
        for each in changes
    ] == [
        ("grade.override_withdrawn", 90),
        ("grade.overridden", 70),
        ("grade.overridden", None),
    ]
    assert changes[1].after == {"assignment": assignment.id, "score": 90, "reason": "دوم"}


def test_only_students_of_the_class_are_given_grades(school: School) -> None:
    assignment = school.assignment()
    with pytest.raises(NotInClass):
        override_grade(school.session, school.teacher, assignment, school.instructor(), 50, "؟", NOW)
