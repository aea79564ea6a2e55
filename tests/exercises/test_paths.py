"""Whether a rule speaks of what the house has."""

import pytest

from exercises.paths import wrong_comparison, wrong_path
from exercises.rulebook.comparing import Comparing
from simulator.scenario import load_scenario

SCENARIO = load_scenario("corridor-day")


@pytest.mark.parametrize(
    "path",
    [
        "corridor_lamp.state",
        "room.corridor.temperature",
        "people.maryam.room",
        "house.power",
        "mqtt.published",
    ],
)
def test_what_the_house_has_is_right(path):
    assert wrong_path(path, SCENARIO) is None


@pytest.mark.parametrize(
    ("path", "nearest"),
    [
        ("corridor_lmp.state", "corridor_lamp"),
        ("corridor_lamp.stat", "state"),
        ("room.coridor.temperature", "corridor"),
        ("people.mariam.room", "maryam"),
    ],
)
def test_a_misspelt_path_names_the_nearest(path, nearest):
    assert nearest in wrong_path(path, SCENARIO).en


@pytest.mark.parametrize("value", ["on", True, 1])
def test_a_value_that_a_property_never_has_is_wrong(value):
    assert "ON" in wrong_comparison(Comparing.equal("corridor_lamp.state", value), SCENARIO).en


def test_a_number_may_be_any():
    assert wrong_comparison(Comparing.equal("corridor_lamp.brightness", 17), SCENARIO) is None
