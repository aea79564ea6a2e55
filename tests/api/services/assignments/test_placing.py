"""Something that is handed in finds its assignment, or a reason why not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.errors import NotFound
from api.services.assignments.own import OwnAssignment
from api.services.assignments.placing import (
    AssignmentClosed,
    ExamGoingOn,
    NoAttemptsLeft,
    NoChecksLeft,
    SeveralAssignments,
    assignment_meant,
    check_limit,
)
from api.store.people import User
from tests.api.school import EXERCISE, NOW, School

HOUR = timedelta(hours=1)


def meant(school: School, student: User, named: str | None = None) -> OwnAssignment | None:
    return assignment_meant(school.session, student, EXERCISE, named, NOW)


def test_without_a_name_it_is_for_the_only_open_one_with_this_exercise(school: School) -> None:
    mina = school.student("مینا")
    school.assignment(exercise="other-exercise")
    school.assignment(closes_at=NOW - HOUR)
    assert meant(school, mina) is None, "nothing is open with this exercise: it is practice"
    late = school.assignment(due_at=NOW - HOUR)
    found = meant(school, mina)
    assert found is not None
    assert found.assignment is late


def test_where_several_are_open_one_has_to_be_named(school: School) -> None:
    mina, first, second = school.student("مینا"), school.assignment(), school.assignment()
    with pytest.raises(SeveralAssignments) as refused:
        meant(school, mina)
    assert {first.id, second.id} == set(refused.value.fields["assignments"].split(", "))
    found = meant(school, mina, second.id)
    assert found is not None
    assert found.assignment is second


def test_others_assignments_do_not_exist(school: School) -> None:
    mina = school.student("مینا")
    other = school.assignment(exercise="other-exercise")
    unopened = school.assignment(opens_at=NOW + HOUR)
    for named in ("nonsense", other.id, unopened.id):
        with pytest.raises(NotFound):
            meant(school, mina, named)
    with pytest.raises(NotFound):
        meant(school, school.teacher, school.assignment().id)


def test_what_comes_after_the_closing_time_is_refused_in_words_and_extended_in_time(school: School) -> None:
    mina = school.student("مینا")
    closed = school.assignment(due_at=NOW - HOUR, closes_at=NOW - HOUR)
    with pytest.raises(AssignmentClosed) as refused:
        meant(school, mina, closed.id)
    assert "2026-11-23 08:00 UTC" in refused.value.says.en
    assert "1405/09/02 11:30" in refused.value.says.fa
    school.extension(closed, mina, more_minutes=60)
    assert meant(school, mina, closed.id) is not None


def test_during_an_exam_nothing_else_is_handed_in_with_its_exercise(school: School) -> None:
    mina, practice = school.student("مینا"), school.assignment()
    exam = school.assignment(mode="exam", opens_at=NOW)
    found = meant(school, mina)
    assert found is not None
    assert found.assignment is exam
    with pytest.raises(ExamGoingOn):
        meant(school, mina, practice.id)


def test_limits_are_told_by_their_purpose(school: School) -> None:
    mina, assignment = school.student("مینا"), school.assignment(attempts=1, checks=1)
    found = meant(school, mina, assignment.id)
    assert found is not None
    check_limit(found, "submit")
    check_limit(found, "check")
    school.hand_in(mina, assignment)
    school.hand_in(mina, assignment, purpose="check")
    found = meant(school, mina, assignment.id)
    assert found is not None
    with pytest.raises(NoAttemptsLeft):
        check_limit(found, "submit")
    with pytest.raises(NoChecksLeft):
        check_limit(found, "check")
