"""Rooms as files describe them."""

import pytest
from pydantic import ValidationError

from simulator.house import House
from simulator.room import Conditioning, Room, at_hour

TITLE = {"en": "Room", "fa": "اتاق"}


def room(**fields):
    return Room.model_validate({"title": TITLE, "area_m2": 20, **fields})


def test_the_volume_is_as_written_or_area_times_height():
    assert room(height_m=3).volume_m3 == 60
    assert room(volume_m3=47.5).volume_m3 == 47.5


def test_a_plan_by_the_hour_has_a_number_for_each():
    planned = room(internal_gains_w=list(range(24))).internal_gains_w
    assert [at_hour(planned, hour) for hour in (0, 7, 23)] == [0, 7, 23]
    assert at_hour(room(internal_gains_w=150).internal_gains_w, 5) == 150


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("internal_gains_w", [1, 2], "list of 24 numbers"),
        ("internal_gains_w", "lots", "should be a number"),
        ("internal_gains_w", True, "should be a number"),
        ("mass", "massive", "light, medium, heavy"),
        ("mass", -1, "more than 0"),
        ("conditioning", {"heating_c": 22, "cooling_c": 20}, "below heating_c"),
        ("conditioning", {"heating_c": 18, "cooling_c": [26] * 23 + [17]}, "below heating_c"),
        ("walls", {"up": {"faces": "up", "area_m2": 1, "u_w_m2k": 1}}, "'roof' or 'floor'"),
        ("walls", {"side": {"faces": "north", "area_m2": 1}}, "Field required"),
    ],
)
def test_mistakes_are_said(field, value, says):
    with pytest.raises(ValidationError, match=says):
        room(**{field: value})


def test_walls_store_what_they_say_or_what_the_room_is_built_of():
    walls = {
        "own": {"faces": "south", "area_m2": 10, "u_w_m2k": 0.5, "stores_j_m2k": 9000},
        "usual": {"faces": "north", "area_m2": 30, "u_w_m2k": 0.5},
    }
    light, given = room(walls=walls, mass="light"), room(walls=walls, mass=80_000)
    assert light.wall_stores_j_m2k(light.walls["own"]) == 9000
    assert light.wall_stores_j_m2k(light.walls["usual"]) == 15_000
    assert given.wall_stores_j_m2k(given.walls["usual"]) == pytest.approx(80_000 * 20 / 40)


def test_a_house_with_other_devices_keeps_its_rooms():
    plan = room(volume_m3=50, conditioning={"heating_c": 20, "cooling_c": [26] * 24}, mass=90_000)
    house = House.model_validate({"title": TITLE, "rooms": {"box": plan}})
    assert house.with_devices({}).rooms["box"] == plan
    assert isinstance(plan.conditioning, Conditioning)
