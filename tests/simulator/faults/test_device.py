"""Faults of the device itself, and of what it moves."""

import pytest

from simulator.actions import Handle, SetProperties
from tests.simulator.faults.hut import HOUR, MINUTE, SECOND, Stay, broken

OFF_AND_ON = [
    (2 * HOUR, SetProperties("plug", {"state": "OFF"})),
    (5 * HOUR, SetProperties("plug", {"state": "ON"})),
]


def test_a_low_battery_is_told_and_a_new_one_too():
    stay = Stay(broken("thermometer", "low_battery", percent=2))
    batteries = [said.values["battery"] for _, said in stay.reports("thermometer")]
    assert 2 in batteries
    assert batteries[0] == batteries[-1] > 50


def test_a_battery_that_runs_out_takes_the_device_away_until_it_is_changed():
    stay = Stay(broken("thermometer", "low_battery", percent=2, empty_after="30m"))
    assert stay.absences("thermometer") == [(90 * MINUTE, False), (3 * HOUR, True)]
    assert not stay.reports("thermometer", 90 * MINUTE + 1, 3 * HOUR)


def test_an_offline_device_goes_on_with_what_it_does():
    stay = Stay([*broken("plug", "offline"), (2 * HOUR, SetProperties("plug", {"state": "OFF"}))])
    assert stay.absences("plug") == [(HOUR, False), (3 * HOUR, True)]
    assert stay.power_w(2 * HOUR + MINUTE) == 500, "it hears no command, but the kettle is on"


def test_an_offline_device_that_is_unplugged_stays_away():
    stay = Stay([*broken("plug", "offline"), (2 * HOUR, Handle("plug", "unplug"))])
    assert stay.absences("plug") == [(HOUR, False)]


def test_a_flapping_device_goes_and_comes():
    stay = Stay(broken("plug", "flapping", until_ms=HOUR + 12 * MINUTE, away_for="1m", back_for="4m"))
    assert stay.absences("plug") == [
        (HOUR + minute * MINUTE, online)
        for minute, online in [(0, False), (1, True), (5, False), (6, True), (10, False), (11, True)]
    ]


def test_a_jammed_device_believes_itself():
    stay = Stay([*broken("plug", "jammed"), *OFF_AND_ON])
    assert stay.trace.signal("plug.state").at(2 * HOUR + SECOND) == "OFF"
    assert stay.power_w(2 * HOUR + MINUTE) == 500
    assert stay.reports("plug", 2 * HOUR, 3 * HOUR)[-1][1].values["power"] == pytest.approx(500, abs=5)
    assert stay.power_w(3 * HOUR + MINUTE) == 0, "once it is free the mechanism follows"


def test_a_welded_relay_cannot_switch_off():
    stay = Stay(
        [(30 * MINUTE, SetProperties("plug", {"state": "OFF"})), *broken("plug", "welded"), *OFF_AND_ON]
    )
    assert (stay.power_w(HOUR - 1), stay.power_w(HOUR + MINUTE)) == (0, 500)
    assert stay.power_w(4 * HOUR) == 0


def test_a_slow_device_obeys_later():
    stay = Stay([*broken("plug", "slow", by="25s"), *OFF_AND_ON])
    (off,) = [event for event in stay.trace.events_of("plug.state") if event.value == "OFF"][:1]
    assert 25_008 <= off.at_ms - 2 * HOUR <= 25_060
    (on,) = [event for event in stay.trace.events_of("plug.state") if event.at_ms >= 5 * HOUR][:1]
    assert on.at_ms - 5 * HOUR <= 60
