"""People are at home as often as their profile says: over eleven years, at a low mobility."""

import pytest

from simulator.randomness import Stream
from simulator.world.presence import SLOT_MS, SLOTS_A_DAY, probability, states

pytestmark = pytest.mark.soak

DAYS = 4000
AT_WORK = [0.95] * 6 + [0.9, 0.6, 0.25, 0.15, 0.1, 0.1, 0.2, 0.3, 0.3, 0.4, 0.6, 0.75, 0.8, 0.85] + [0.9] * 4


@pytest.mark.parametrize("mobility", [0.05, 0.11, 0.5])
def test_the_mean_distance_from_the_profile_is_at_most_three_percent(mobility):
    at_home, is_home = [0] * SLOTS_A_DAY, True
    for day in range(DAYS):
        drawn = states(AT_WORK, mobility, is_home, Stream(1, f"people.ali/{day}"))
        is_home = drawn[-1]
        at_home = [count + there for count, there in zip(at_home, drawn, strict=True)]
    distances = [
        abs(count / DAYS - probability(AT_WORK, (slot + 1) * SLOT_MS)) for slot, count in enumerate(at_home)
    ]
    assert sum(distances) / SLOTS_A_DAY <= 0.03, distances
