"""Valves stand open until they are told otherwise, and garden valves close by themselves."""

import pytest

from tests.devices.bench import Bench


@pytest.mark.parametrize("model", ["ZN231392", "FK_V02"])
def test_a_safety_valve_stands_open_until_it_is_closed(model):
    valve = Bench(model)
    assert valve.driven == {"open": 1.0}
    valve.tell(state="OFF")
    assert valve.driven == {"open": 0.0}
    valve.hand("press")
    assert valve.driven == {"open": 1.0}, "a hand can open it again"


def test_a_throttling_valve_opens_as_far_as_it_is_told():
    valve = Bench("FK_V02")
    valve.tell(threshold=30)
    assert valve.driven == {"open": 0.3}
    valve.tell(state="OFF")
    assert valve.driven == {"open": 0.0}


def test_a_garden_valve_is_closed_at_first_and_closes_again_after_its_timer():
    valve = Bench("ZVG1")
    assert valve.driven == {"open": 0.0}
    valve.tell(timer=10)
    assert valve.values["timer_state"] == "enabled"
    valve.tell(state="ON")
    assert valve.driven == {"open": 1.0}
    assert valve.values["timer_state"] == "active"
    valve.pass_minutes(4)
    assert valve.values["timer_time_left"] == 6
    valve.pass_minutes(6)
    assert valve.values["state"] == "OFF", "ten minutes have passed"
    assert valve.values["last_valve_open_duration"] == 10
    assert valve.driven == {"open": 0.0}


def test_without_a_timer_a_garden_valve_stays_open():
    valve = Bench("ZVG1")
    valve.tell(state="ON")
    valve.pass_minutes(120)
    assert valve.values["state"] == "ON"


def test_opening_it_again_counts_the_whole_time_again():
    valve = Bench("ZVG1", timer=10)
    valve.tell(state="ON")
    valve.pass_minutes(5)
    valve.tell(state="OFF")
    valve.pass_minutes(1)
    valve.tell(state="ON")
    valve.pass_minutes(9)
    assert valve.values["state"] == "ON", "the first timer must not close it"
    valve.pass_minutes(1)
    assert valve.values["state"] == "OFF"


def test_a_garden_valve_shows_what_ran_through_it():
    valve = Bench("ZVG1")
    valve.tell(state="ON")
    valve.feel(fixture={"total_l": 84.0})
    assert valve.values["water_consumed"] == 84
