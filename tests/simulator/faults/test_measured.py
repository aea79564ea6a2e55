"""Faults of what a sensor shows."""

from itertools import pairwise

import pytest

from simulator.actions import Break, ReadProperties
from tests.simulator.faults.hut import HOUR, MINUTE, Stay, broken

SOUND = Stay()


def test_a_stuck_sensor_shows_what_it_told_last_to_the_last_digit():
    stay = Stay(broken("thermometer", "stuck_at"))
    before = stay.told("thermometer", "temperature", until_ms=HOUR)[-1]
    assert set(stay.told("thermometer", "temperature", HOUR, 3 * HOUR)) == {before}


def test_or_the_value_that_was_asked_for():
    stay = Stay(broken("motion", "stuck_at", property="occupancy", value=True))
    during = [said.values["occupancy"] for _, said in stay.reports("motion", HOUR + 1, 3 * HOUR)]
    assert during
    assert all(during)


def test_a_bias_is_told_with_the_next_look_and_gone_with_the_next():
    stay = Stay(broken("thermometer", "bias", by=5))
    (wrong,) = stay.told("thermometer", "temperature", HOUR, HOUR + 2 * MINUTE)
    (right,) = stay.told("thermometer", "temperature", 3 * HOUR, 3 * HOUR + 2 * MINUTE)
    before = stay.told("thermometer", "temperature", until_ms=HOUR)[-1]
    assert wrong == pytest.approx(before + 5, abs=0.6)
    assert right == pytest.approx(before, abs=1.5)


def test_a_drift_grows():
    stay = Stay(broken("thermometer", "drift", per_hour=3, until_ms=6 * HOUR))
    errors = [
        stay.trace.signal("thermometer.temperature").at(at_ms)
        - SOUND.trace.signal("thermometer.temperature").at(at_ms)
        for at_ms in (2 * HOUR, 4 * HOUR, 6 * HOUR - 1)
    ]
    assert errors == [pytest.approx(error, abs=1) for error in (3, 9, 15)]


def test_noise_makes_it_report_more_often():
    during = {"since_ms": HOUR, "until_ms": 3 * HOUR}
    noisy = Stay(broken("thermometer", "noise", deviation=3)).told("thermometer", "temperature", **during)
    assert len(noisy) > 10 * len(SOUND.told("thermometer", "temperature", **during))


def test_a_spike_lasts_for_one_measurement():
    stay = Stay(broken("thermometer", "spike", interval="20m", size=15, until_ms=6 * HOUR))
    told = stay.told("thermometer", "temperature", HOUR)
    jumps = [abs(later - earlier) > 10 for earlier, later in pairwise(told)]
    assert 15 <= sum(jumps) <= 45
    assert min(told) > -10, "no jump on top of another"


def test_missing_values_are_null():
    told = Stay(broken("thermometer", "dropout", share=0.5, until_ms=6 * HOUR)).told(
        "thermometer", "temperature", HOUR
    )
    assert None in told
    assert any(value is not None for value in told)


def test_the_wrong_unit_is_fahrenheit_for_a_thermometer():
    stay = Stay(broken("thermometer", "wrong_unit"))
    wrong = stay.told("thermometer", "temperature", HOUR + 1, 3 * HOUR)[-1]
    right = SOUND.told("thermometer", "temperature", HOUR + 1, 3 * HOUR)[-1]
    assert wrong == pytest.approx(right * 1.8 + 32)


def test_a_fault_may_be_about_another_value():
    stay = Stay(broken("thermometer", "bias", property="humidity", by=20))
    (_, wrong), (_, right) = (each.reports("thermometer", HOUR, 3 * HOUR)[-1] for each in (stay, SOUND))
    assert wrong.values["humidity"] > right.values["humidity"] + 15
    assert wrong.values["temperature"] == pytest.approx(right.values["temperature"], abs=0.6)


def test_the_same_fault_twice_is_the_newer_one():
    stay = Stay(
        [
            (HOUR, Break("thermometer", "bias", {"by": 50})),
            (2 * HOUR, Break("thermometer", "bias", {"by": 10})),
            (2 * HOUR + MINUTE, ReadProperties("thermometer", ("temperature",))),
        ]
    )
    last = stay.told("thermometer", "temperature", 2 * HOUR)[-1]
    assert last < SOUND.told("thermometer", "temperature")[-1] + 12


def test_faults_act_together_and_end_one_by_one():
    stay = Stay(
        [
            *broken("thermometer", "bias", by=10),
            *broken("thermometer", "stuck_at", 90 * MINUTE, 4 * HOUR, value=30.0),
        ]
    )
    assert [event.value for event in stay.trace.events_of("thermometer.fault")] == [
        "bias",
        "bias, stuck_at",
        "stuck_at",
        None,
    ]
    assert set(stay.told("thermometer", "temperature", 90 * MINUTE, 4 * HOUR)) == {30.0}
