"""What sleeping and sending take out of a battery."""

import pytest

from simulator.randomness import Stream
from simulator.sensing.battery import Battery

HOUR = 3_600_000


def test_a_coin_cell_lasts_about_two_years_of_hourly_reports():
    hours = 2 * 365 * 24
    assert 0.2 < Battery(225, 225, reports=hours).charge(hours * HOUR) < 0.5


def test_how_often_it_is_asked_changes_nothing():
    often, seldom = Battery(225, 200), Battery(225, 200)
    for hour in range(100):
        often.charge(hour * HOUR)
    assert often.charge(100 * HOUR) == seldom.charge(100 * HOUR)


def test_an_empty_battery_is_empty():
    battery = Battery(capacity_mah=1, first_mah=0.0002)
    battery.send()
    assert battery.charge(0) == 0


def test_a_device_on_the_mains_has_no_battery():
    battery = Battery(capacity_mah=0, first_mah=0)
    battery.send()
    assert battery.charge(0) == pytest.approx(1)


def test_one_that_was_in_use_is_neither_new_nor_empty():
    charges = [Battery.fresh(225, None, Stream(seed, "x.battery")).charge(0) for seed in range(100)]
    assert all(0.6 <= charge <= 1 for charge in charges)
    assert Battery.fresh(225, 30, Stream(1, "x.battery")).charge(0) == pytest.approx(0.3)
