"""What comes into a house by wires and pipes, as the world uses it."""

from datetime import datetime

import pytest

from devices.effect import Effect
from devices.surroundings import Indoors, Outdoors
from simulator.doing import Doing, Supply
from simulator.house import House
from simulator.world.utilities import Utilities

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
START = datetime.fromisoformat("2027-01-14T00:00")
TITLE = {"en": "Something", "fa": "چیزی"}


def utilities():
    house = House.model_validate(
        {
            "title": TITLE,
            "rooms": {"hall": {"title": TITLE, "area_m2": 10}},
            "circuits": {"sockets": {"title": TITLE}},
            "pipes": {
                "water": {"title": TITLE},
                "drip": {"title": TITLE, "from": "water", "fills": "herbs", "flow_l_min": 3},
                "gas": {"title": TITLE, "carries": "gas"},
            },
            "tanks": {"barrel": {"title": TITLE, "volume_l": 200, "level_percent": 40}},
            "beds": {"herbs": {"title": TITLE, "room": "hall", "area_m2": 2}},
            "devices": {
                "plug": {"model": "TS011F_plug_1", "room": "hall", "circuit": "sockets", "pipe": "water"},
                "heater": {"model": "TRVZB", "room": "hall", "pipe": "gas"},
                "boiler": {"model": "TRVZB", "room": "hall", "pipe": "water", "gas_pipe": "gas"},
            },
        }
    )
    assert list(house.wrong_references()) == []
    return Utilities(house, START)


def test_a_device_draws_from_its_circuit_and_its_pipe():
    house = utilities()
    house.serve("plug", Effect(power_w=60, water_l_min=2, fuel_w=9), 0)
    house.serve("heater", Effect(fuel_w=37_800 / 60 * 4), 0)
    assert house.fixture("sockets", 0).power_w == house.fixture("mains", 0).power_w == 60
    assert house.fixture("water", 0).flow_l_min == 2 + 3
    assert house.fixture("gas", 0).flow_l_min == pytest.approx(4)


def test_a_boiler_draws_from_two_pipes_and_needs_both():
    house = utilities()
    house.serve("boiler", Effect(fuel_w=630, water_l_min=6), 0)
    assert house.fixture("water", 0).flow_l_min == 9
    assert house.fixture("gas", 0).flow_l_min == pytest.approx(1)
    assert house.share("boiler", 0) == 1
    house.plumbing.cut_off("gas", True, 0)
    assert house.share("boiler", 0) == 0


def test_people_draw_where_they_are_and_leave_nothing_running():
    house = utilities()
    washing = Doing(water_l_min=5, gas_w=630, power_w=20)
    house.do("sara", washing, Supply(water="water", gas="gas"), 0)
    assert house.fixture("water", 0).flow_l_min == 8
    assert house.fixture("gas", 0).flow_l_min == pytest.approx(1)
    house.do("sara", Doing(power_w=30), Supply(circuit="sockets"), MINUTE_MS)
    assert house.fixture("water", MINUTE_MS).flow_l_min == 3
    assert (house.fixture("gas", MINUTE_MS).flow_l_min, house.electricity.power_w()) == (0, 30)


def test_what_runs_on_the_mains_stops_with_its_circuit_and_what_has_a_battery_does_not():
    house = utilities()
    house.drive("sockets", {"open": 1.0}, 0)
    assert (house.has_power("plug"), house.has_power("heater")) == (False, True)
    house.drive("sockets", {"open": 0.0}, 0)
    assert house.has_power("plug")


def test_without_water_a_device_gets_none():
    house = utilities()
    house.drive("water", {"open": 0.0}, 0)
    assert (house.share("plug", 0), house.share("heater", 0)) == (0, 1)


def test_what_leaks_reaches_the_floor_and_the_air_and_what_is_poured_the_bed():
    house = utilities()
    house.plumbing.leak("water", "hall", 2.0, 0)
    house.plumbing.leak("gas", "hall", 1.5, 0)
    house.step(MINUTE_MS, Outdoors(), lambda _: Indoors())
    assert house.floors.is_wet("hall")
    assert house.given("hall").gas_l == pytest.approx(90)
    assert house.given("hall").moisture_g > 0
    assert house.heat_w("hall") < 0
    assert house.soil.water("herbs").irrigated == pytest.approx(3)
    assert house.fixture("herbs", MINUTE_MS).moisture_percent > 22


@pytest.mark.parametrize("name", ["mains", "sockets", "water", "gas", "barrel", "herbs"])
def test_it_knows_its_fixtures(name):
    house = utilities()
    assert name in house
    assert house.fixture(name, HOUR_MS) != ()


def test_it_knows_no_doors():
    assert "entrance" not in utilities()
