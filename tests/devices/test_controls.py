"""How buttons, remotes, knobs and keypads tell what a hand does, and sensors what they notice."""

import pytest

from devices.registry import find
from devices.surroundings import Indoors
from tests.devices.working import AtWork


def told(work, name="action"):
    return [value for _, told_name, value in work.told if told_name == name]


def test_an_action_is_told_and_then_empty():
    work = AtWork(find("WXKG11LM"))
    work.handle("press_twice")
    assert work.values["action"] == "double"
    work.wait(1)
    assert work.values["action"] == ""


def test_the_same_action_is_told_again_and_lasts_its_own_moment():
    work = AtWork(find("SNZB-01"))
    work.handle("press")
    work.wait(0.06)
    work.handle("press")
    assert told(work) == ["single", "single"]
    work.wait(0.06)
    assert work.values["action"] == "single", "the end of the first press must not end the second"
    work.wait(0.06)
    assert work.values["action"] == ""


@pytest.mark.parametrize("button", [1, 2, 3, 4])
def test_a_remote_says_which_of_its_buttons_was_pressed(button):
    work = AtWork(find("TS0044"))
    work.handle(f"press_{button}")
    work.handle(f"hold_{button}")
    assert told(work) == [f"{button}_single", f"{button}_hold"]


def test_a_knob_tells_how_far_it_was_turned():
    work = AtWork(find("ERS-10TZBVK-AA"))
    work.handle("turn_right")
    assert (work.values["action"], work.values["action_step_size"]) == ("brightness_step_up", 13)


def test_a_keypad_tells_the_code_and_counts_its_requests():
    work = AtWork(find("3400-D"))
    work.handle("arm_all")
    assert [work.values[name] for name in ("action", "action_code", "action_transaction")] == [
        "arm_all_zones",
        "1234",
        1,
    ]
    work.handle("disarm_with_wrong_code")
    assert [work.values[name] for name in ("action", "action_code", "action_transaction")] == [
        "disarm",
        "9999",
        2,
    ]


def test_a_vibration_sensor_of_low_sensitivity_feels_no_knock():
    work = AtWork(find("DJT11LM"))
    work.command({"sensitivity": "low"})
    work.handle("knock")
    assert told(work) == []
    work.handle("tilt")
    assert (told(work), work.values["angle_x"]) == (["tilt"], 30)


def test_a_radar_sees_somebody_who_sits_still():
    work = AtWork(find("SNZB-06P"))
    work.feel(room=Indoors(people=1, illuminance_lx=200))
    work.handle("walk_in")
    work.wait(3600)
    assert (work.values["occupancy"], work.values["illumination"]) == (True, "bright")


def test_a_radar_gives_up_a_timeout_after_the_last_one_went():
    work = AtWork(find("SNZB-06P"))
    work.command({"occupancy_timeout": 30})
    work.feel(room=Indoors(people=1))
    work.wait(290)
    work.feel(room=Indoors(people=0))
    work.happen("people")
    work.wait(29)
    assert work.values["occupancy"] is True
    work.wait(1)
    assert work.values["occupancy"] is False


def test_a_radar_that_is_told_nothing_notices_an_empty_room_as_it_looks():
    work = AtWork(find("SNZB-06P"))
    work.feel(room=Indoors(people=2))
    work.wait(600)
    work.feel(room=Indoors())
    work.wait(120)
    assert work.values["occupancy"] is False


def test_a_radar_sees_a_movement_before_it_knows_who_it_is():
    work = AtWork(find("SNZB-06P"))
    work.handle("walk_in")
    assert work.values["occupancy"] is True
    work.wait(70)
    assert work.values["occupancy"] is False
