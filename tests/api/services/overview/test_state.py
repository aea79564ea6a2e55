"""Who works, who is stuck, who is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.services.overview.state import TRIES_WITHOUT_PROGRESS, Signs, Try, is_stuck, state_of
from tests.api.school import NOW

MINUTE = timedelta(minutes=1)


def tries(*scores: int | None) -> list[Try]:
    return [Try(NOW + index * MINUTE, score) for index, score in enumerate(scores)]


@pytest.mark.parametrize(
    ("signs", "state"),
    [
        (Signs(), "away"),
        (Signs(active_at=NOW - 16 * MINUTE), "away"),
        (Signs(active_at=NOW - 15 * MINUTE), "working"),
        (Signs(active_at=NOW - 99 * MINUTE, tries=tries(10, None)), "working"),
        (Signs(active_at=NOW, tries=tries(10, 10, 10, 10)), "stuck"),
        (Signs(active_at=NOW - 99 * MINUTE, tries=tries(10, 10, 10, 10)), "away"),
        (Signs(active_at=NOW, tries=tries(10, 10, 10, 10), has_finished=True), "done"),
        (Signs(has_finished=True), "done"),
    ],
    ids=[
        "never seen",
        "gone",
        "just there",
        "waits for a verdict",
        "stuck",
        "was stuck",
        "done",
        "done and gone",
    ],
)
def test_the_state_follows_from_the_signs(signs: Signs, state: str) -> None:
    assert state_of(signs, NOW) == state


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ((10, 10, 10), False),
        ((10, 10, 10, 10), True),
        ((30, 20, 20, 10, 30), True),
        ((10, 10, 10, 11), False),
        ((10, 11, 11, 11, 11), False),
        ((10, 11, 11, 11, 11, 11), True),
        ((60, 10, 10, 10, 10, 10), False),
        ((10, 10, None, 10, None, 10), True),
    ],
)
def test_stuck_is_who_tries_and_gets_no_further(scores: tuple[int | None, ...], expected: bool) -> None:
    assert is_stuck(tries(*scores)) is expected


@given(st.lists(st.none() | st.integers(0, 100), max_size=12), st.integers(0, 100))
def test_a_better_score_than_ever_frees_and_enough_useless_tries_bind(
    scores: list[int | None], more: int
) -> None:
    best = max((score for score in scores if score is not None), default=-1)
    if more > best:
        assert not is_stuck(tries(*scores, more)) or best < 0
    elif best < 60:
        assert is_stuck(tries(*scores, *[more] * TRIES_WITHOUT_PROGRESS))
