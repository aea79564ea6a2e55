"""When people are at home: the chain of Page et al. (2008)."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.randomness import Stream
from simulator.world.presence import (
    SLOT_MS,
    SLOTS_A_DAY,
    absences,
    comes_home,
    probability,
    states,
    stays_home,
)

DAY_MS = 86_400_000
AT_WORK = [0.95] * 6 + [0.9, 0.6, 0.25, 0.15, 0.1, 0.1, 0.2, 0.3, 0.3, 0.4, 0.6, 0.75, 0.8, 0.85] + [0.9] * 4
shares = st.floats(0, 1)
mobilities = st.floats(0.001, 2)


@pytest.mark.parametrize(
    ("now", "then", "mobility"),
    [(0.5, 0.5, 0.05), (0.5, 0.52, 0.05), (0.8, 0.78, 0.11), (0.3, 0.3, 0.5), (0.9, 0.9, 1.0)],
)
def test_probabilities_of_coming_and_staying_are_those_of_the_paper(now, then, mobility):
    k = (mobility - 1) / (mobility + 1)
    assert comes_home(now, then, mobility) == pytest.approx(k * now + then)
    stays = (now - 1) / now * (k * now + then) + then / now
    assert stays_home(now, then, mobility) == pytest.approx(stays)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_mobility_is_the_ratio_of_changing_to_staying(share):
    comes, leaves = comes_home(share, share, 0.11), 1 - stays_home(share, share, 0.11)
    assert (comes + leaves) / (2 - comes - leaves) == pytest.approx(0.11)


@given(shares, shares, mobilities)
def test_the_frequency_follows_the_profile_however_fast_it_changes(now, then, mobility):
    comes, stays = comes_home(now, then, mobility), stays_home(now, then, mobility)
    assert 0 <= comes <= 1
    assert 0 <= stays <= 1
    assert now * stays + (1 - now) * comes == pytest.approx(then, abs=1e-9)


def test_between_the_full_hours_the_profile_is_linear():
    assert probability(AT_WORK, 7 * 3_600_000) == 0.6
    assert probability(AT_WORK, 7 * 3_600_000 + SLOT_MS) == pytest.approx(0.6 - 0.35 / 4)
    assert probability(AT_WORK, DAY_MS) == AT_WORK[0]


def test_people_are_at_home_as_often_as_their_profile_says():
    assert departure(AT_WORK, 0.05, days=400) <= 0.05


def test_who_is_always_at_home_is_never_away():
    chance = Stream(1, "people.ali/0")
    assert absences([1.0] * 24, 0.11, True, chance) == []
    assert absences([0.0] * 24, 0.11, False, chance) == [(0, DAY_MS)]


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize("is_home", [True, False])
def test_a_day_is_divided_into_being_at_home_and_away(seed, is_home):
    away = absences(AT_WORK, 0.3, is_home, Stream(seed, "people.ali/0"))
    bounds = [at_ms for absence in away for at_ms in absence]
    assert bounds == sorted(bounds)
    assert (bool(away) and away[0].gone_ms == 0) == (not is_home)
    within = [at_ms for at_ms in bounds if 0 < at_ms < DAY_MS]
    assert all(later - earlier >= 60_000 for earlier, later in pairwise(within))


def departure(profile, mobility, days):
    """Mean distance between how often somebody was at home and how probable that was, over the slots."""
    at_home, is_home = [0] * SLOTS_A_DAY, True
    for day in range(days):
        drawn = states(profile, mobility, is_home, Stream(1, f"people.ali/{day}"))
        is_home = drawn[-1]
        at_home = [count + there for count, there in zip(at_home, drawn, strict=True)]
    expected = [probability(profile, (slot + 1) * SLOT_MS) for slot in range(SLOTS_A_DAY)]
    return sum(abs(n / days - p) for n, p in zip(at_home, expected, strict=True)) / SLOTS_A_DAY
