"""Grades as they follow from the database: lateness, extensions, regrades and overrides included."""

from __future__ import annotations

from datetime import datetime, timedelta

from api.services.audit_log import Wanted, read_changes
from api.services.gradebook.grade import Grade, Grades, grade_of, total_of
from api.services.gradebook.overrides import Override, history
from api.services.overriding import override_grade, withdraw_override
from api.store.assignments import Assignment
from api.store.people import User
from tests.api.school import NOW, School, verdict_of

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def grade(school: School, assignment: Assignment, student: User, now: datetime = NOW) -> Grade:
    return Grades(school.session, [assignment], now).of(assignment.id, student.id)


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


def test_what_is_due_and_did_not_come_is_missing_unless_there_is_more_time_or_a_teachers_grade(
    school: School,
) -> None:
    assignment = school.assignment(due_at=NOW)
    mina, sara, neda, late = (school.student(name) for name in ("مینا", "سارا", "ندا", "لیلا"))
    school.extension(assignment, sara, due_at=NOW + DAY)
    override_grade(school.session, school.teacher, assignment, neda, 50, "بیمار بود", NOW)
    school.hand_in(late, assignment, late=HOUR)
    missing = [grade(school, assignment, each, NOW + 2 * HOUR).missing for each in (mina, sara, neda, late)]
    assert missing == [True, False, False, False]
    assert not grade(school, assignment, mina, NOW).missing, "the due moment itself is in time"


def a_grade(score: float | None, *, missing: bool = False) -> Grade:
    given = None if score is None else Override(score, "", None, None, NOW, None)
    return grade_of((), "best", given, is_due=missing)


def test_the_total_weighs_grades_counts_what_is_missing_as_nothing_and_waits_for_the_rest() -> None:
    assert total_of([(a_grade(100), 3), (a_grade(60), 1)]) == 90
    assert total_of([(a_grade(100), 1), (a_grade(None, missing=True), 1)]) == 50
    assert total_of([(a_grade(100), 1), (a_grade(None), 9)]) == 100
    assert total_of([(a_grade(80), 1), (a_grade(0), 0)]) == 80
    assert total_of([(a_grade(None), 1)]) is None
    assert total_of([]) is None
