"""Rooms as networks."""

import pytest

from simulator.house import House
from simulator.world.heat_leaks import air_heat_j_m3k, air_loss
from simulator.world.rooms import HouseHeat
from simulator.world.shell import air_to_mass, mass_loss
from simulator.world.sky import Sky
from simulator.world.sun import NO_LIGHT, Irradiance, SunPosition, on_walls

NOON = SunPosition(elevation=35.0, azimuth=180.0)
SUN = Irradiance(horizontal=500.0, direct=700.0, diffuse=100.0)


def house(rooms=None, **doors):
    simple = {
        name: {
            "title": {"en": name, "fa": "اتاق"},
            "area_m2": 20,
            "outer_wall_m2": 15,
            "windows": {f"{name}_window": {"faces": "south", "area_m2": 2}},
        }
        for name in ("east", "west")
    }
    return House.model_validate({"title": {"en": "H", "fa": "خ"}, "rooms": rooms or simple, "doors": doors})


def box(**more):
    """Four walls and a roof of 60 m² with U = 0.5, 4 m² of glass, and a floor on ground of 12 °C."""
    walls = {
        **{
            faces: {"faces": faces, "area_m2": 10, "u_w_m2k": 0.5}
            for faces in ("north", "east", "south", "west")
        },
        "roof": {"faces": "roof", "area_m2": 20, "u_w_m2k": 0.5},
        "floor": {"faces": "floor", "area_m2": 20, "u_w_m2k": 0.4, "beyond_c": 12},
    }
    windows = {"pane": {"faces": "south", "area_m2": 4, "u_w_m2k": 2.0}}
    plan = {"title": {"en": "Box", "fa": "جعبه"}, "area_m2": 20, "walls": walls, "windows": windows}
    return house({"box": {**plan, **more}})


def door(one, other):
    return {"title": {"en": "Door", "fa": "در"}, "between": [one, other]}


def night(outdoor_c):
    """Dark, and a sky as warm as the air."""
    warm_w_m2 = 5.670374e-8 * (outdoor_c + 273.15) ** 4
    return Sky(outdoor_c, 4.0, 850.0, 1.0, NO_LIGHT, on_walls(NOON, NO_LIGHT), infrared_w_m2=warm_w_m2)


def noon(outdoor_c):
    return night(outdoor_c)._replace(light=SUN, walls=on_walls(NOON, SUN), sun=NOON)


def settled(house, powers, sky, openness, days=90):
    heat = HouseHeat(house, step_s=3600, air_c=15.0)
    for _ in range(24 * days):
        heat.step(powers, sky, openness)
    return heat


def last_hour_w(heat, sky):
    before = heat.summary()
    heat.step({}, sky, {})
    after = heat.summary()
    return 1000 * (after.heating_kwh - before.heating_kwh), 1000 * (after.cooling_kwh - before.cooling_kwh)


def test_a_heated_room_settles_where_its_losses_equal_the_heating():
    plan = house()
    heat = settled(plan, {"east": 1000.0}, night(-2.0), {})
    room = plan.rooms["east"]
    conductance = air_loss(room, {}) + 1 / (1 / air_to_mass(room) + 1 / mass_loss(room))
    assert heat.temperature("east") == pytest.approx(-2.0 + 1000.0 / conductance, abs=1e-6)
    assert heat.temperature("west") == pytest.approx(-2.0, abs=1e-6)


def test_an_open_window_cools():
    shut = settled(house(), {"east": 1000.0}, night(0.0), {}).temperature("east")
    opened = settled(house(), {"east": 1000.0}, night(0.0), {"east_window": 1.0}).temperature("east")
    assert opened < shut - 5


def test_an_open_door_lets_neighbours_share():
    plan = house(middle=door("east", "west"))
    shut = settled(plan, {"east": 1000.0}, night(0.0), {})
    opened = settled(plan, {"east": 1000.0}, night(0.0), {"middle": 1.0})
    difference = opened.temperature("east") - opened.temperature("west")
    assert 0 < difference < (shut.temperature("east") - shut.temperature("west")) / 2


def test_a_box_that_is_kept_warm_needs_about_what_its_u_values_say():
    """A little less: where most surfaces are colder than the air, they draw less heat than U values count on."""
    plan = box(conditioning={"heating_c": 20}, air_changes_per_hour=0)
    heating_w, _ = last_hour_w(settled(plan, {}, night(-10.0), {}), night(-10.0))
    nominal_w = (60 * 0.5 + 4 * 2.0) * 30 + 20 * 0.4 * 8
    assert 0.8 * nominal_w < heating_w < nominal_w


def test_leaks_need_what_their_air_carries_away():
    tight, leaky = (box(conditioning={"heating_c": 20}, air_changes_per_hour=rate) for rate in (0, 1))
    needs = [last_hour_w(settled(plan, {}, night(0.0), {}), night(0.0))[0] for plan in (tight, leaky)]
    carried_w = 56 / 3600 * air_heat_j_m3k(1491) * 20
    assert needs[1] - needs[0] == pytest.approx(carried_w, rel=1e-9)


def test_an_unheated_box_comes_to_the_temperature_around_it():
    plan = box(air_changes_per_hour=0.5)
    assert settled(plan, {}, night(12.0), {}).temperature("box") == pytest.approx(12.0, abs=1e-6)


def test_a_room_begins_as_warm_as_its_plan_says_walls_and_all():
    plan = house()
    cold = plan.rooms["west"].model_copy(update={"begins_c": 2.0})
    heat = HouseHeat(plan.model_copy(update={"rooms": {**plan.rooms, "west": cold}}), step_s=60, air_c=19.0)
    for _ in range(60):
        heat.step({}, night(2.0), {})
    assert heat.temperature("west") == pytest.approx(2.0, abs=1e-9)
    assert heat.temperature("east") > 10


def test_air_is_held_at_its_setpoint_exactly():
    plan = box(conditioning={"heating_c": 20, "cooling_c": 26})
    heat = HouseHeat(plan, step_s=60, air_c=15.0)
    heat.step({}, night(-5.0), {})
    assert heat.temperature("box") == pytest.approx(20.0, abs=1e-9)
    heat.step({"box": 60_000.0}, night(35.0), {})
    assert heat.temperature("box") == pytest.approx(26.0, abs=1e-9)


def test_rooms_that_share_a_door_are_each_held_at_their_own_setpoint():
    plan = house(middle=door("east", "west"))
    rooms = {
        name: room.model_copy(
            update={"conditioning": box(conditioning={"heating_c": to}).rooms["box"].conditioning}
        )
        for (name, room), to in zip(plan.rooms.items(), (18, 24), strict=True)
    }
    heat = HouseHeat(plan.model_copy(update={"rooms": rooms}), step_s=60, air_c=20.0)
    for _ in range(600):
        heat.step({}, night(-5.0), {"middle": 1.0})
    assert heat.temperature("east") == pytest.approx(18.0, abs=1e-6)
    assert heat.temperature("west") == pytest.approx(24.0, abs=1e-6)


def test_a_weak_heater_gives_what_it_can():
    plan = box(conditioning={"heating_c": 20, "heating_max_w": 300})
    heat = settled(plan, {}, night(-10.0), {})
    assert last_hour_w(heat, night(-10.0))[0] == pytest.approx(300)
    assert heat.temperature("box") < 19


def test_a_setback_is_kept_by_the_hour_and_left_as_fast_as_planned():
    setback = {"heating_c": [10] * 7 + [20] * 17, "heating_rises_k_h": 10}
    heat = HouseHeat(box(conditioning=setback, mass="light"), step_s=60, air_c=10.0)
    for _ in range(7 * 60 + 30):
        heat.step({}, night(-15.0), {})
    assert heat.temperature("box") == pytest.approx(15.0, abs=1e-9)
    for _ in range(60):
        heat.step({}, night(-15.0), {})
    assert heat.temperature("box") == pytest.approx(20.0, abs=1e-9)


def test_gains_may_follow_the_hours():
    plan = box(internal_gains_w=[0] * 12 + [500] * 12)
    heat = HouseHeat(plan, step_s=3600, air_c=12.0)
    hours = []
    for _ in range(24):
        heat.step({}, night(12.0), {})
        hours.append(heat.temperature("box"))
    assert hours[11] == pytest.approx(12.0, abs=1e-6)
    assert hours[-1] > 15


def test_the_sun_on_its_walls_warms_a_box_as_if_the_air_outside_were_warmer():
    """Sol-air: a windowless box behind walls alike in an even light settles α I / h above the air."""
    light = Irradiance(horizontal=400.0, direct=0.0, diffuse=400.0)
    even = dict.fromkeys(("north", "east", "south", "west", "roof"), 250.0)
    sky = night(5.0)._replace(light=light, walls=even)
    plan = box().rooms["box"]
    walls = {name: wall for name, wall in plan.walls.items() if name != "floor"}
    dark = plan.model_copy(update={"walls": walls, "windows": {}, "air_changes_per_hour": 0.0})
    assert settled(house({"box": dark}), {}, sky, {}).temperature("box") == pytest.approx(5 + 0.6 * 250 / 25)


def test_heavy_walls_even_out_the_day():
    swings = []
    for mass in ("light", "medium", "heavy", 20_000.0, 600_000.0):
        heat = HouseHeat(box(mass=mass), step_s=3600, air_c=18.0)
        found = []
        for hour in range(24 * 20):
            heat.step({}, noon(10.0) if 8 <= hour % 24 < 16 else night(2.0), {})
            found.append(heat.temperature("box"))
        swings.append(max(found[-24:]) - min(found[-24:]))
    light, medium, heavy, little, much = swings
    assert light > medium > heavy
    assert little > much


def test_the_books_say_what_was_given_and_how_warm_it_was():
    heat = HouseHeat(box(conditioning={"heating_c": 20}), step_s=60, air_c=20.0)
    for _ in range(90):
        heat.step({}, night(0.0), {})
    books = heat.summary()
    assert books.rooms["box"] == pytest.approx((20.0, 20.0, 20.0))
    assert 0.3 < books.heating_kwh < 3
    assert books.cooling_kwh == books.cooling_peak_w == 0
    assert books.heating_kwh * 1000 > books.heating_peak_w >= books.heating_kwh * 1000 / 2


def test_air_that_a_fan_brings_in_is_as_warm_as_outdoors():
    """A cooler that only blows leaves a room near the weather, and one without sees nothing of it."""
    rooms = {"box": {"title": {"en": "Box", "fa": "جعبه"}, "area_m2": 20, "outer_wall_m2": 20}}
    house = House.model_validate({"title": {"en": "Box", "fa": "جعبه"}, "rooms": rooms})
    blown, still = (HouseHeat(house, step_s=60, air_c=20.0) for _ in range(2))
    night = Sky(
        35.0, 8.0, 850.0, 0.0, NO_LIGHT, dict.fromkeys(("north", "east", "south", "west", "roof"), 0.0)
    )
    for _ in range(60):
        blown.step({}, night, {}, fresh={"box": 3000.0})
        still.step({}, night, {})
    assert blown.temperature("box") > 30
    assert still.temperature("box") < 22
