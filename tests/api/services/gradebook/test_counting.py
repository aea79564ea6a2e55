"""Which attempts make the grade."""

from __future__ import annotations

from datetime import timedelta
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.gradebook.counting import Attempt, count
from exercises.verdict import Status
from tests.api.school import NOW

STATUSES: tuple[Status, ...] = ("graded", "student_error", "limit", "invalid", "infrastructure")


def attempt(
    number: int, score: int | None, status: Status | None = "graded", worth: float | None = None
) -> Attempt:
    return Attempt(
        submission=f"s{number}",
        received_at=NOW + timedelta(minutes=number),
        status=None if score is None else status,
        score=score,
        worth=score if worth is None else worth,
        days_late=0,
    )


def attempts(*scores: int | None) -> list[Attempt]:
    return [attempt(number, score) for number, score in enumerate(scores)]


many = st.lists(st.tuples(st.none() | st.integers(0, 100), st.sampled_from(STATUSES))).map(
    lambda drawn: [attempt(number, *each) for number, each in enumerate(drawn)]
)


@pytest.mark.parametrize(("policy", "score", "made_by"), [("best", 80, ["s1"]), ("last", 30, ["s3"])])
def test_best_and_last_take_one(policy, score, made_by):
    counted = count(attempts(50, 80, 80, 30), policy)
    assert (counted.score, [each.submission for each in counted.attempts]) == (score, made_by)


def test_average_takes_all():
    counted = count(attempts(50, 80, 20), "average")
    assert (counted.score, len(counted.attempts)) == (50, 3)


@pytest.mark.parametrize("policy", ["best", "last", "average"])
@pytest.mark.parametrize("status", ["invalid", "infrastructure"])
def test_what_could_not_be_graded_counts_neither_for_nor_against(policy, status):
    both = [attempt(0, 60), attempt(1, 0, status)]
    assert count(both, policy).score == 60
    assert count(both[1:], policy).score is None


def test_a_last_one_that_waits_leaves_the_one_before_standing():
    assert count(attempts(70, None), "last").score == 70


def test_the_best_is_the_one_that_is_worth_most_after_lateness():
    counted = count([attempt(0, 70), attempt(1, 90, worth=45.0)], "best")
    assert [each.submission for each in counted.attempts] == ["s0"]


@given(many)
def test_every_policy_stays_between_the_worst_and_the_best(drawn):
    worths = [each.worth for each in drawn if each.counts]
    for policy in ("best", "last", "average"):
        counted = count(drawn, policy)
        assert (counted.score is None) == (not worths)
        if worths:
            assert min(worths) <= counted.score <= max(worths)
            assert counted.score == round(fmean(each.worth for each in counted.attempts), 2)


@given(many)
def test_another_attempt_never_lowers_the_best(drawn):
    scores = [count(drawn[:most], "best").score or 0 for most in range(len(drawn) + 1)]
    assert scores == sorted(scores)
