"""Whether a rule speaks of what the house has."""

import pytest

from exercises.paths import wrong_comparison, wrong_path
from exercises.rulebook.comparing import Comparing
from exercises.rulebook.comparison import ON, Comparison
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


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"at_most": 254}, None),
        ([0, 100], None),
        ({"above": "$limit"}, None),
        ({"above": 300}, "300 never comes: the values lie between 0 and 254"),
        ([-5, 100], "-5 never comes"),
        ("bright", "should be a number"),
        ({"not": True}, "should be a number"),
    ],
)
def test_numbers_lie_in_the_range_of_their_property(asked, complaint):
    wrong = wrong_comparison(Comparing("corridor_lamp.brightness", Comparison.parse(asked)), SCENARIO)
    assert (wrong is None) if complaint is None else (complaint in wrong.en)
    assert wrong is None or wrong.fa != wrong.en


def test_a_state_is_no_number():
    wrong = wrong_comparison(Comparing("corridor_lamp.state", Comparison.parse({"above": 5})), SCENARIO)
    assert "ON" in wrong.en


def test_every_device_is_reached_or_not_and_may_be_faulty():
    for path in ("corridor_lamp.online", "corridor_lamp.fault"):
        assert wrong_comparison(Comparing(path, ON), SCENARIO) is None


def test_signals_of_the_exercise_are_known_by_name():
    assert wrong_path("signal.visits", SCENARIO, ["visits"]) is None
    assert "did you mean visits?" in wrong_path("signal.vists", SCENARIO, ["visits"]).en
