"""Rain: what showers bring, and on how many days they come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.randomness import Stream
from simulator.world.rain import Shower, draw_showers, is_wet


@given(st.integers(0, 10_000), st.floats(0.1, 80))
def test_the_showers_of_a_day_bring_what_was_drawn(seed, rain_mm):
    showers = draw_showers(rain_mm, Stream(seed, "outdoor.rain/1"))
    assert 1 <= len(showers) <= 3
    fallen = sum(shower.intensity_mm_h(minute / 60) / 60 for shower in showers for minute in range(1440))
    assert fallen == pytest.approx(rain_mm, rel=0.01)
    assert all(0 < shower.begins_h < shower.ends_h < 24 for shower in showers)


def test_a_shower_swells_and_ebbs():
    shower = Shower(10, 12, 6)
    assert shower.intensity_mm_h(10) == shower.intensity_mm_h(12) == 0
    assert shower.intensity_mm_h(11) == pytest.approx(6)


def test_it_rains_on_as_many_days_as_the_month_needs_at_five_millimetres_each():
    chance = Stream(1, "days")
    wet = sum(is_wet(1.0, chance.normal(0.25), 0.25) for _ in range(5000))
    assert wet / 5000 == pytest.approx(0.2, abs=0.02)


def test_in_months_without_rain_no_cloud_brings_any():
    assert not is_wet(0.0, 0.9, 0.25)
