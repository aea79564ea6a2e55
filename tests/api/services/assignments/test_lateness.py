"""What lateness costs, as arithmetic."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.assignments.lateness import days_late, score_after

DUE = datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
GRACE = timedelta(minutes=10)
moments = st.integers(-500_000, 500_000).map(lambda seconds: DUE + timedelta(seconds=seconds))
graces = st.integers(0, 10_000).map(lambda minutes: timedelta(minutes=minutes))
scores = st.floats(0, 100)
percents = st.floats(0, 100)


@pytest.mark.parametrize(
    ("after_due", "days"),
    [
        (-timedelta(days=3), 0),
        (timedelta(0), 0),
        (GRACE, 0),
        (GRACE + timedelta(microseconds=1), 1),
        (GRACE + timedelta(days=1), 1),
        (GRACE + timedelta(days=1, microseconds=1), 2),
        (timedelta(days=7), 7),
    ],
    ids=["early", "at due", "end of grace", "just after", "one day", "second day begun", "a week"],
)
def test_a_day_counts_once_it_has_begun(after_due: timedelta, days: int) -> None:
    assert days_late(DUE + after_due, DUE, GRACE) == days


@given(received_at=moments)
def test_without_a_due_time_nothing_is_late(received_at: datetime) -> None:
    assert days_late(received_at, None, GRACE) == 0


@given(first=moments, second=moments, grace=graces, score=scores, percent=percents)
def test_to_be_later_never_gains_anything(
    first: datetime, second: datetime, grace: timedelta, score: float, percent: float
) -> None:
    earlier, later = (days_late(moment, DUE, grace) for moment in sorted((first, second)))
    assert earlier <= later
    assert score_after(score, earlier, percent) >= score_after(score, later, percent)


@given(score=scores, days=st.integers(0, 1000), percent=percents)
def test_a_penalty_leaves_something_between_nothing_and_the_score(
    score: float, days: int, percent: float
) -> None:
    assert 0 <= score_after(score, days, percent) <= score


@given(score=scores, days=st.integers(0, 1000))
def test_in_time_or_without_a_penalty_the_score_stays_as_it_is(score: float, days: int) -> None:
    assert score_after(score, 0, 25.0) == score
    assert score_after(score, days, 0.0) == score


def test_the_penalty_is_a_share_of_the_score() -> None:
    assert score_after(80, 2, 10) == pytest.approx(64)
    assert score_after(80, 4, 25) == 0
    assert score_after(80, 9, 25) == 0
