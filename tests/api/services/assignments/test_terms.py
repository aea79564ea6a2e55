"""What holds for one student: the assignment's own terms, and what extensions make of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.assignments.terms import Phase, Terms, applying, terms_of
from api.store.assignments import Assignment, Extension

OPENS = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
DUE = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
CLOSES = DUE + timedelta(days=2)
MINUTE = timedelta(minutes=1)


def assignment(**changed: Any) -> Assignment:
    fields = {"mode": "practice", "opens_at": OPENS, "due_at": DUE, "closes_at": CLOSES, "attempts": 3}
    return Assignment(**{**fields, "grace_minutes": 10, "penalty_percent": 20.0, **changed})


def extension(**fields: Any) -> Extension:
    return Extension(**{"more_minutes": 0, "more_attempts": 0, **fields})


moments = st.none() | st.integers(-20_000, 20_000).map(lambda minutes: DUE + minutes * MINUTE)
extensions = st.lists(
    st.builds(
        extension,
        due_at=moments,
        closes_at=moments,
        more_minutes=st.integers(0, 10_000),
        more_attempts=st.integers(0, 5),
    ),
    max_size=4,
)


@pytest.mark.parametrize(
    ("moment", "phase"),
    [
        (OPENS - MINUTE, "upcoming"),
        (OPENS, "open"),
        (DUE, "open"),
        (DUE + 10 * MINUTE, "open"),
        (DUE + 11 * MINUTE, "late"),
        (CLOSES, "late"),
        (CLOSES + timedelta(microseconds=1), "closed"),
    ],
)
def test_phases_follow_one_another(moment: datetime, phase: Phase) -> None:
    assert terms_of(assignment()).phase_at(moment) == phase


def test_an_exam_waits_until_it_is_started_and_practice_does_not() -> None:
    for mode, phase in (("exam", "upcoming"), ("practice", "open")):
        assert terms_of(assignment(mode=mode, opens_at=None)).phase_at(OPENS) == phase


def test_without_times_it_is_always_open() -> None:
    terms = terms_of(assignment(opens_at=None, due_at=None, closes_at=None))
    assert terms.phase_at(DUE + timedelta(days=1000)) == "open"


def test_the_time_of_receipt_decides_what_a_score_is_worth() -> None:
    terms = terms_of(assignment())
    assert terms.score_of(80, DUE) == 80
    assert terms.score_of(80, CLOSES) == pytest.approx(48)


def test_when_the_due_time_moves_the_closing_time_moves_with_it() -> None:
    terms = terms_of(assignment(), [extension(due_at=DUE + timedelta(days=3))])
    assert (terms.due_at, terms.closes_at) == (DUE + timedelta(days=3), CLOSES + timedelta(days=3))


def test_minutes_are_added_to_a_moment_of_ones_own() -> None:
    own, for_all = extension(due_at=DUE + timedelta(days=3)), extension(more_minutes=15)
    terms = terms_of(assignment(), [own, for_all])
    assert terms.due_at == DUE + timedelta(days=3, minutes=15)


def test_minutes_that_were_given_before_an_exam_hold_once_it_is_started() -> None:
    waiting = assignment(mode="exam", opens_at=None, due_at=None, closes_at=None)
    longer = [extension(more_minutes=20)]
    assert terms_of(waiting, longer).phase_at(DUE) == "upcoming"
    waiting.opens_at, waiting.due_at, waiting.closes_at = OPENS, DUE, DUE + 10 * MINUTE
    assert terms_of(waiting, longer).closes_at == DUE + 30 * MINUTE


def test_an_extension_is_for_one_student_or_for_all_until_it_is_taken_back() -> None:
    hers, everybodys = extension(student_id="mina"), extension(student_id=None)
    others, taken_back = extension(student_id="sara"), extension(student_id="mina", removed_at=DUE)
    assert applying([hers, everybodys, others, taken_back], "mina") == [hers, everybodys]


@given(given=extensions, one_more=extensions)
def test_an_extension_never_takes_anything_away(
    given: Sequence[Extension], one_more: Sequence[Extension]
) -> None:
    def limits(terms: Terms) -> list[Any]:
        return [terms.due_at, terms.closes_at, terms.attempts]

    before, after = (terms_of(assignment(), each) for each in (given, [*given, *one_more]))
    assert all(less <= more for less, more in zip(limits(before), limits(after), strict=True))


@given(given=extensions)
def test_the_order_of_extensions_does_not_matter(given: Sequence[Extension]) -> None:
    assert terms_of(assignment(), given) == terms_of(assignment(), list(reversed(given)))


@given(given=extensions)
def test_what_has_no_limit_gets_none_by_an_extension(given: Sequence[Extension]) -> None:
    terms = terms_of(assignment(due_at=None, closes_at=None, attempts=None), given)
    assert (terms.due_at, terms.closes_at, terms.attempts) == (None, None, None)
