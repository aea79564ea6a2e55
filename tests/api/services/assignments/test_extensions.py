"""Giving more time and attempts, and taking them back."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from api.errors import NotFound
from api.services.assignments.extensions import (
    NothingGiven,
    NotInClass,
    extend,
    extension_of,
    put_back,
    take_back,
)
from api.services.assignments.own import own_assignments
from api.store.assignments import Assignment, Extension
from api.store.audit import AuditEntry
from api.store.people import User
from tests.api.school import NOW, School

HOUR = timedelta(hours=1)


def more(school: School, assignment: Assignment, student: User | None, **given: Any) -> Extension:
    whole = {"due_at": None, "closes_at": None, "more_minutes": 0, "more_attempts": 0, "reason": None}
    whose = student.id if student else None
    return extend(school.session, school.teacher, assignment, whose, {**whole, **given}, NOW)


def due(school: School, student: User) -> timedelta:
    (own,) = own_assignments(school.session, student, NOW)
    assert own.terms.due_at is not None
    return own.terms.due_at - NOW


def test_one_students_extension_is_nobody_elses(school: School) -> None:
    mina, sara, assignment = school.student("مینا"), school.student("سارا"), school.assignment(due_at=NOW)
    more(school, assignment, mina, due_at=NOW + HOUR, reason="بیماری")
    assert (due(school, mina), due(school, sara)) == (HOUR, 0 * HOUR)
    more(school, assignment, None, more_minutes=30)
    assert (due(school, mina), due(school, sara)) == (1.5 * HOUR, 0.5 * HOUR)


def test_an_extension_is_taken_back_and_given_again(school: School) -> None:
    mina, assignment = school.student("مینا"), school.assignment(due_at=NOW)
    extension = more(school, assignment, mina, more_minutes=60)
    take_back(school.session, school.teacher, assignment, extension, NOW)
    assert due(school, mina) == 0 * HOUR
    put_back(school.session, school.teacher, assignment, extension, NOW)
    assert due(school, mina) == HOUR
    of_class = select(AuditEntry).where(AuditEntry.class_id == school.classroom.id)
    noted = school.session.scalars(of_class.order_by(AuditEntry.number)).all()
    assert [each.action for each in noted] == ["extension.given", "extension.removed", "extension.restored"]
    assert {each.subject for each in noted} == {assignment.id}
    assert noted[0].after == {"number": extension.number, "student_id": mina.id, "more_minutes": 60}


@pytest.mark.parametrize(
    "given",
    [{}, {"due_at": NOW}, {"due_at": NOW - HOUR}, {"closes_at": NOW + HOUR}, {"more_attempts": 1}],
    ids=["nothing", "the same moment", "an earlier one", "no closing time", "no limit of attempts"],
)
def test_what_gives_nothing_more_is_refused(school: School, given: dict[str, Any]) -> None:
    assignment = school.assignment(due_at=NOW)
    with pytest.raises(NothingGiven):
        more(school, assignment, None, **given)


def test_minutes_may_be_given_before_an_exam_is_started(school: School) -> None:
    mina, exam = school.student("مینا"), school.assignment(mode="exam")
    assert more(school, exam, mina, more_minutes=15).more_minutes == 15


def test_only_students_of_the_class_are_given_more(school: School) -> None:
    assignment = school.assignment(due_at=NOW)
    with pytest.raises(NotInClass):
        more(school, assignment, school.teacher, more_minutes=15)


def test_an_extension_belongs_to_its_assignment(school: School) -> None:
    assignment, other = school.assignment(due_at=NOW), school.assignment()
    extension = more(school, assignment, None, more_minutes=15)
    assert extension_of(school.session, assignment, extension.number) is extension
    with pytest.raises(NotFound):
        extension_of(school.session, other, extension.number)
    with pytest.raises(NotFound):
        extension_of(school.session, assignment, 10**6)
