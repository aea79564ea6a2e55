"""The gradebook of a class, and how it is written for spreadsheets."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.catalogue import Catalogue
from api.services.gradebook.spreadsheet import harmless, written
from api.services.gradebook.table import Gradebook, gradebook_of
from api.services.overriding import override_grade
from api.store.classes import Membership
from tests.api.school import NOW, School

DAY = timedelta(days=1)


def gradebook(school: School) -> Gradebook:
    return gradebook_of(school.session, school.classroom.id, Catalogue(), NOW + 3 * DAY)


def rows(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff"), "Excel takes a file without it for another encoding"
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_students_by_name_and_assignments_by_due_time(school: School) -> None:
    later, sooner = school.assignment(due_at=NOW + 2 * DAY), school.assignment(due_at=NOW + DAY, weight=3)
    someday = school.assignment(exercise="withdrawn-one")
    sara, mina = school.student("سارا", "402"), school.student("مینا")
    school.hand_in(mina, sooner, 60)
    school.hand_in(mina, later, 100)
    found = gradebook(school)
    assert [each.id for each in found.assignments] == [sooner.id, later.id, someday.id]
    assert [each.title.en for each in found.assignments] == ["Motion light", "Motion light", "withdrawn-one"]
    assert [(each.id, each.number, each.total) for each in found.students] == [
        (sara.id, "402", 0),
        (mina.id, None, 70),
    ]
    assert found.students[0].grades[sooner.id].missing


def test_what_was_removed_and_who_waits_is_left_out_and_who_is_expected_is_not(school: School) -> None:
    school.assignment(removed_at=NOW)
    for name, change in (
        ("مینا", {"removed_at": NOW}),
        ("سارا", {"place": "waiting"}),
        ("ندا", {"place": "expected"}),
    ):
        membership = school.session.get_one(Membership, (school.classroom.id, school.student(name).id))
        for field, value in change.items():
            setattr(membership, field, value)
    found = gradebook(school)
    assert found.assignments == ()
    assert [each.name for each in found.students] == ["ندا"]


@pytest.mark.parametrize(
    ("calendar", "language", "heading"),
    [
        ("jalali", "fa", ["شماره", "نام", "چراغ حساس به حرکت (تا 1405/09/02 12:30)", "نمرهٔ کل"]),
        ("gregorian", "en", ["number", "name", "Motion light (due 2026-11-23 12:30)", "total"]),
    ],
)
def test_csv_in_either_calendar_and_language(school: School, calendar, language, heading) -> None:
    assignment = school.assignment(due_at=NOW, penalty_percent=10)
    school.hand_in(school.student("مینا", "0041"), assignment, 85, late=DAY)
    found = rows(written(gradebook(school), calendar, language, details=False))
    assert found == [heading, ["0041", "مینا", "76.5", "76.5"]]


def test_csv_with_details_tells_attempts_lateness_and_the_teachers_reason(school: School) -> None:
    assignment, mina = school.assignment(due_at=NOW), school.student("=HYPERLINK(1)")
    school.hand_in(mina, assignment, 85, late=DAY)
    override_grade(school.session, school.teacher, assignment, mina, 90, "+ پروژه", NOW)
    heading, line = rows(written(gradebook(school), "jalali", "fa", details=True))
    assert len(heading) == len(line)
    assert line == ["", "'=HYPERLINK(1)", "90.0", "1", "1", "1405/09/03 12:30", "'+ پروژه", "90.0"]


@given(st.text())
def test_no_cell_is_a_formula(cell):
    assert not harmless(cell).strip(" ").startswith(("=", "+", "-", "@"))
    assert harmless(cell).endswith(cell)
