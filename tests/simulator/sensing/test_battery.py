"""What sleeping and sending take out of a battery."""

import pytest

from simulator.sensing.battery import Battery


def test_a_coin_cell_lasts_about_two_years_of_hourly_reports():
    battery = Battery(capacity_mah=225, left_mah=225)
    for hour in range(1, 2 * 365 * 24):
        battery.sleep_until(hour * 3_600_000)
        battery.send()
    assert 0.2 < battery.charge < 0.5


def test_an_empty_battery_is_empty():
    battery = Battery(capacity_mah=1, left_mah=0.0002)
    battery.send()
    assert battery.is_empty
    assert battery.charge == 0


def test_a_device_on_the_mains_has_no_battery():
    battery = Battery(capacity_mah=0, left_mah=0)
    battery.send()
    assert not battery.is_empty
    assert battery.charge == pytest.approx(1)
