"""Rooms as networks."""

import pytest

from simulator.house import House
from simulator.world.rooms import RoomHeat, air_loss, air_to_mass, mass_loss


def house(**doors):
    rooms = {
        name: {
            "title": {"en": name, "fa": "اتاق"},
            "area_m2": 20,
            "outer_wall_m2": 15,
            "windows": {f"{name}_window": {"faces": "south", "area_m2": 2}},
        }
        for name in ("east", "west")
    }
    return House.model_validate({"title": {"en": "H", "fa": "خ"}, "rooms": rooms, "doors": doors})


def door(one, other):
    return {"title": {"en": "Door", "fa": "در"}, "between": [one, other]}


def settled(house, powers, outdoor_c, openness):
    heat = RoomHeat(house, step_s=3600, air_c=15.0)
    for _ in range(24 * 90):
        heat.step(powers, outdoor_c, openness)
    return heat


def test_a_heated_room_settles_where_its_losses_equal_the_heating():
    plan = house()
    heat = settled(plan, {"east": 1000.0}, -2.0, {})
    room = plan.rooms["east"]
    conductance = air_loss(room, {}) + 1 / (1 / air_to_mass(room) + 1 / mass_loss(room))
    assert heat.temperature("east") == pytest.approx(-2.0 + 1000.0 / conductance, abs=1e-6)
    assert heat.temperature("west") == pytest.approx(-2.0, abs=1e-6)


def test_an_open_window_cools():
    shut = settled(house(), {"east": 1000.0}, 0.0, {}).temperature("east")
    opened = settled(house(), {"east": 1000.0}, 0.0, {"east_window": 1.0}).temperature("east")
    assert opened < shut - 5


def test_an_open_door_lets_neighbours_share():
    plan = house(middle=door("east", "west"))
    shut = settled(plan, {"east": 1000.0}, 0.0, {})
    opened = settled(plan, {"east": 1000.0}, 0.0, {"middle": 1.0})
    difference = opened.temperature("east") - opened.temperature("west")
    assert 0 < difference < (shut.temperature("east") - shut.temperature("west")) / 2
