"""What teachers do with assignments, and what the audit log says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from api.services.assignments.consistency import HintsInExam, TimesOutOfOrder
from api.services.assignments.managing import (
    NotAnExam,
    StartedAlready,
    assignments_of,
    change,
    give,
    put_back,
    remove,
    start,
)
from api.services.assignments.terms import terms_of
from api.store.assignments import Assignment, Mode
from api.store.audit import AuditEntry
from tests.api.school import EXERCISE, NOW, School

HOUR = timedelta(hours=1)


def given(school: School, mode: Mode = "practice", **chosen: Any) -> Assignment:
    return give(school.session, school.teacher, school.classroom, EXERCISE, mode, chosen, NOW)


def noted(school: School) -> list[AuditEntry]:
    of_class = select(AuditEntry).where(AuditEntry.class_id == school.classroom.id)
    return list(school.session.scalars(of_class.order_by(AuditEntry.number)))


def test_an_exam_has_no_hints_few_checks_and_parameters_in_the_text_alone(school: School) -> None:
    exam = given(school, "exam")
    assert (exam.hints, exam.checks, exam.parameters_in_text) == (False, 3, True)
    asked = given(school, "exam", checks=None, parameters_in_text=False)
    assert (asked.checks, asked.parameters_in_text) == (None, False)
    practice = given(school)
    assert (practice.hints, practice.checks, practice.parameters_in_text) == (True, None, False)


def test_an_exam_with_hints_is_refused(school: School) -> None:
    with pytest.raises(HintsInExam):
        given(school, "exam", hints=True)
    with pytest.raises(HintsInExam):
        change(school.session, school.teacher, given(school, "exam"), {"hints": True}, NOW)


@pytest.mark.parametrize(
    "times",
    [
        {"opens_at": NOW, "due_at": NOW - HOUR},
        {"due_at": NOW, "closes_at": NOW - HOUR},
        {"opens_at": NOW, "closes_at": NOW - HOUR},
    ],
    ids=["due before it opens", "closes before due", "closes before it opens"],
)
def test_times_out_of_order_are_refused(school: School, times: dict[str, Any]) -> None:
    with pytest.raises(TimesOutOfOrder):
        given(school, **times)
    with pytest.raises(TimesOutOfOrder):
        change(school.session, school.teacher, given(school), times, NOW)


def test_what_changed_is_noted_with_what_it_was_and_nothing_else(school: School) -> None:
    assignment = given(school, attempts=3, due_at=NOW)
    change(school.session, school.teacher, assignment, {"attempts": 3, "due_at": NOW + HOUR}, NOW)
    change(school.session, school.teacher, assignment, {"attempts": 3}, NOW)
    assert assignment.due_at == NOW + HOUR
    made, changed = noted(school)
    assert (made.action, made.subject, made.class_id) == (
        "assignment.created",
        assignment.id,
        school.classroom.id,
    )
    assert made.after == {"exercise": EXERCISE, "attempts": 3, "due_at": "2026-11-23T09:00:00+00:00"}
    assert (changed.action, changed.actor_id) == ("assignment.changed", school.teacher.id)
    assert changed.before == {"due_at": "2026-11-23T09:00:00+00:00"}
    assert changed.after == {"due_at": "2026-11-23T10:00:00+00:00"}


def test_an_exam_begins_when_it_is_started_and_ends_with_its_grace(school: School) -> None:
    exam = given(school, "exam", grace_minutes=5)
    assert terms_of(exam).phase_at(NOW + HOUR) == "upcoming"
    start(school.session, school.teacher, exam, 45, NOW)
    terms = terms_of(exam)
    assert terms.phase_at(NOW) == "open"
    assert (terms.days_late(NOW + 50 * HOUR / 60), terms.phase_at(NOW + 51 * HOUR / 60)) == (0, "closed")
    with pytest.raises(StartedAlready):
        start(school.session, school.teacher, exam, 45, NOW + HOUR)


def test_an_exam_may_be_started_before_its_time_and_practice_never(school: School) -> None:
    exam = given(school, "exam", opens_at=NOW + HOUR, due_at=NOW + 2 * HOUR)
    start(school.session, school.teacher, exam, 30, NOW)
    assert (exam.opens_at, exam.due_at) == (NOW, NOW + HOUR / 2)
    with pytest.raises(NotAnExam):
        start(school.session, school.teacher, given(school), 45, NOW)


def test_an_exam_closes_with_its_grace_unless_it_is_told_when(school: School) -> None:
    exam = given(school, "exam", opens_at=NOW, due_at=NOW + HOUR, grace_minutes=30)
    assert exam.closes_at == NOW + 1.5 * HOUR
    change(school.session, school.teacher, exam, {"due_at": NOW + 2 * HOUR}, NOW)
    assert exam.closes_at == NOW + 2.5 * HOUR
    change(school.session, school.teacher, exam, {"closes_at": None}, NOW)
    assert exam.closes_at is None
    assert given(school, due_at=NOW + HOUR).closes_at is None, "practice may be handed in late"
    later = given(school, "exam", due_at=NOW + HOUR, closes_at=NOW + 5 * HOUR)
    assert later.closes_at == NOW + 5 * HOUR


def test_what_is_removed_can_be_put_back(school: School) -> None:
    first, second = given(school), given(school)
    for _ in range(2):
        remove(school.session, school.teacher, first, NOW)
    assert assignments_of(school.session, school.classroom, with_removed=False) == [second]
    assert len(assignments_of(school.session, school.classroom, with_removed=True)) == 2
    for _ in range(2):
        put_back(school.session, school.teacher, first, NOW)
    assert first.removed_at is None
    assert [each.action for each in noted(school)][2:] == ["assignment.removed", "assignment.restored"]
