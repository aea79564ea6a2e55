"""Moisture: decay and steady state."""

import math

import pytest

from simulator.world.air import vapour_after


def test_without_sources_it_decays_to_outdoors():
    assert vapour_after(12.0, 4.0, 0.5, 0.0, 2.0) == pytest.approx(4 + 8 * math.exp(-1))


def test_with_people_it_settles_above_outdoors():
    assert vapour_after(4.0, 4.0, 0.5, 1.0, 1e3) == pytest.approx(4 + 1.353 / 0.5)


def test_a_sealed_room_only_gains():
    assert vapour_after(10.0, 4.0, 0.0, 1.0, 2.0) == pytest.approx(10 + 2 * 1.353)
