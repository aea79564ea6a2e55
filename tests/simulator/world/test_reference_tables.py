"""A box against the tables of ANSI/ASHRAE Standard 140-2020, Section 7 (BESTEST), with their own weather.

Ranges are the least and the most of what the six programs of the standard found (tables B8-1 to B8-6).
"""

from pathlib import Path
from typing import Any

import pytest

from simulator.house import House
from simulator.scenario import Scenario, load_scenario
from simulator.world.heat_record import HeatSummary
from simulator.world.rooms import HouseHeat
from simulator.world.sky import Sky
from simulator.world.weather import Weather

REFERENCE = Path(__file__).parent / "reference"
STEP_S = 600
SETBACK = (*[10.0] * 7, *[20.0] * 16, 10.0)
EAST_AND_WEST = {
    "walls": {"east": 10.2, "west": 10.2, "south": 21.6},
    "windows": {"left": "east", "right": "west"},
}
CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "600": ("case-600", {}),
    "620": ("case-600", EAST_AND_WEST),
    "640": ("case-600", {"heating": SETBACK}),
    "600FF": ("case-600", {"free": True}),
    "900": ("case-900", {}),
    "920": ("case-900", EAST_AND_WEST),
    "940": ("case-900", {"heating": SETBACK}),
    "900FF": ("case-900", {"free": True}),
}
LOADS = {
    "600": ((3.993, 4.504), (5.432, 6.162), (3.020, 3.359), (5.422, 6.481)),
    "620": ((4.094, 4.719), (3.841, 4.404), (3.038, 3.385), (3.955, 4.797)),
    "640": ((2.403, 2.682), (5.237, 5.893), (4.039, 4.658), (5.365, 6.429)),
    "900": ((1.379, 1.814), (2.267, 2.714), (2.443, 2.778), (2.556, 3.376)),
    "920": ((2.956, 3.607), (2.549, 3.128), (2.512, 2.895), (2.710, 3.481)),
    "940": ((0.863, 1.389), (2.203, 2.613), (3.052, 3.882), (2.556, 3.376)),
}
"""Heating and cooling of the year in MWh, and their peaks in kW."""
BEYOND = {"640": 0.03, "940": 0.06}
"""How far outside a range may lie: the hour after a setback warms a room faster than a constant convection does."""
FREE = {
    "600FF": ((-13.8, -9.9), (24.3, 26.1), (62.4, 68.4)),
    "900FF": ((0.6, 2.2), (24.5, 25.7), (43.3, 46.0)),
}
"""Coldest hour, mean of the year and warmest hour of an unheated box, in °C."""


@pytest.fixture(scope="module")
def skies() -> list[Sky]:
    weather = Weather(load_scenario(REFERENCE / "case-600.yaml"))
    return [weather.at(second * 1000) for second in range(0, 365 * 86_400, STEP_S)]


def changed(scenario: Scenario, changes: dict[str, Any]) -> House:
    box = scenario.house.rooms["box"]
    walls = {
        name: wall.model_copy(update={"area_m2": changes.get("walls", {}).get(name, wall.area_m2)})
        for name, wall in box.walls.items()
    }
    windows = {
        name: window.model_copy(update={"faces": changes.get("windows", {}).get(name, window.faces)})
        for name, window in box.windows.items()
    }
    assert box.conditioning is not None
    heating = {"heating_c": changes.get("heating", 20.0), "heating_rises_k_h": 10.0}
    conditioning = None if "free" in changes else box.conditioning.model_copy(update=heating)
    room = box.model_copy(update={"walls": walls, "windows": windows, "conditioning": conditioning})
    return scenario.house.model_copy(update={"rooms": {"box": room}})


def a_year(name: str, skies: list[Sky]) -> HeatSummary:
    file, changes = CASES[name]
    heat = HouseHeat(changed(load_scenario(REFERENCE / f"{file}.yaml"), changes), STEP_S, air_c=20.0)
    for sky in skies:
        heat.step({}, sky, {})
    return heat.summary()


@pytest.mark.parametrize("name", LOADS)
def test_heating_and_cooling_are_among_those_of_the_standard(name: str, skies: list[Sky]) -> None:
    year = a_year(name, skies)
    found = (year.heating_kwh, year.cooling_kwh, year.heating_peak_w, year.cooling_peak_w)
    for what, value, (least, most) in zip(year._fields, found, LOADS[name], strict=False):
        beyond = BEYOND.get(name, 0.0)
        assert least * (1 - beyond) <= value / 1000 <= most * (1 + beyond), f"case {name}: {what}"


@pytest.mark.parametrize("name", FREE)
def test_an_unheated_box_is_as_warm_as_the_standard_says(name: str, skies: list[Sky]) -> None:
    span = a_year(name, skies).rooms["box"]
    for what, value, (least, most) in zip(span._fields, span, FREE[name], strict=True):
        assert least <= value <= most, f"case {name}: {what}"
