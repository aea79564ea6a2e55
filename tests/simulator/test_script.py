"""When the entries of a script happen, and what they do to a house."""

import pytest
from pydantic import ValidationError

from simulator.engine import Engine
from simulator.scenario import load_scenario
from simulator.script_entry import Condition, ScriptEntry

MINUTE, HOUR, DAY = 60_000, 3_600_000, 86_400_000
QUIET = load_scenario("winter-day").model_copy(update={"people": {}, "script": ()})


def play(*entries, until_ms=DAY, scenario=QUIET):
    script = tuple(ScriptEntry.model_validate(entry) for entry in entries)
    engine = Engine(scenario.model_copy(update={"script": script}))
    engine.run_until(until_ms)
    return engine


def changes(engine, path):
    return [(event.at_ms, event.value) for event in engine.trace.events_of(path) if event.at_ms > 0]


def test_a_hand_at_a_window_needs_no_device_there():
    engine = play(
        {"at": "08:00", "fixture": "kitchen_window", "hand": "open"},
        {"at": "08:30", "fixture": "kitchen_window", "hand": "close"},
        until_ms=10 * HOUR,
    )
    assert changes(engine, "house.kitchen_window") == [(8 * HOUR, "open"), (8 * HOUR + 30 * MINUTE, "closed")]
    cold = engine.trace.signal("room.kitchen.temperature")
    assert cold.at(8 * HOUR + 25 * MINUTE) < cold.at(8 * HOUR) - 2


def test_a_day_makes_it_happen_once_only():
    engine = play({"at": "08:00", "day": 2, "fixture": "kitchen_window", "hand": "open"}, until_ms=57 * HOUR)
    assert changes(engine, "house.kitchen_window") == [(DAY + 8 * HOUR, "open")]


def test_every_comes_again_and_again_between_two_times_of_day():
    match = {"every": "2h", "between": ["08:00", "12:30"], "room": "kitchen", "incident": "match"}
    engine = play(match, until_ms=15 * HOUR)
    struck = [at_ms // HOUR for at_ms, _ in changes(engine, "room.kitchen.incident")]
    assert struck == [8, 10, 12]


def test_when_waits_until_it_has_been_so_for_long_enough():
    engine = play(
        {"at": "09:00", "fixture": "kitchen_window", "hand": "open"},
        {
            "when": {"path": "house.kitchen_window", "is": "open", "for": "10m"},
            "fixture": "kitchen_window",
            "hand": "close",
        },
        until_ms=10 * HOUR,
    )
    assert changes(engine, "house.kitchen_window")[-1] == (9 * HOUR + 10 * MINUTE, "closed")


def test_what_is_so_from_the_beginning_counts_too():
    shut = {"path": "house.kitchen_window", "is": "closed", "for": "30m"}
    engine = play({"when": shut, "fixture": "kitchen_window", "hand": "open"}, until_ms=HOUR)
    assert changes(engine, "house.kitchen_window") == [(30 * MINUTE, "open")]


def test_a_wet_floor_can_be_wiped_dry():
    engine = play(
        {"at": "08:00", "room": "kitchen", "incident": "spill"},
        {"at": "08:10", "room": "kitchen", "incident": "wipe"},
        until_ms=8 * HOUR + 5 * MINUTE,
    )
    assert engine.world.indoors("kitchen").is_wet
    engine.run_until(8 * HOUR + 11 * MINUTE)
    assert not engine.world.indoors("kitchen").is_wet, "long before it would have dried"


def test_when_is_done_once_each_time_that_it_becomes_so():
    engine = play(
        {"at": "09:00", "fixture": "kitchen_window", "hand": "open"},
        {"at": "09:05", "fixture": "kitchen_window", "hand": "close"},
        {"at": "10:00", "fixture": "kitchen_window", "hand": "open"},
        {
            "when": {"path": "house.kitchen_window", "is": "open", "for": "10m"},
            "room": "kitchen",
            "incident": "match",
        },
        until_ms=12 * HOUR,
    )
    assert changes(engine, "room.kitchen.incident") == [(10 * HOUR + 10 * MINUTE, "match")], (
        "the first time it was closed again too soon"
    )


def test_burnt_food_fills_the_kitchen_with_smoke_that_goes_away():
    engine = play({"at": "12:00", "room": "kitchen", "incident": "burnt_food"}, until_ms=20 * HOUR)
    smoke = engine.trace.signal("room.kitchen.pm25")
    assert smoke.at(12 * HOUR + 8 * MINUTE) > 300
    assert smoke.at(20 * HOUR - 1) < 60


def test_water_on_the_floor_is_there_until_it_is_wiped_up():
    engine = play({"at": "12:00", "room": "bathroom", "incident": "spill"}, until_ms=12 * HOUR + MINUTE)
    assert engine.world.indoors("bathroom").is_wet
    engine.run_until(12 * HOUR + 31 * MINUTE)
    assert not engine.world.indoors("bathroom").is_wet


@pytest.mark.parametrize(
    ("bound", "value", "holds"),
    [
        ({"above": 20}, 20.5, True),
        ({"above": 20}, 20, False),
        ({"below": 5}, 4, True),
        ({"below": 5}, True, False),
        ({"below": 5}, "cold", False),
        ({"is": "ON"}, "ON", True),
        ({"is": False}, False, True),
        ({"is": "ON"}, "OFF", False),
    ],
)
def test_what_a_condition_takes_for_true(bound, value, holds):
    assert Condition.model_validate({"path": "a.b", **bound}).holds(value) is holds


@pytest.mark.parametrize(
    ("entry", "hint"),
    [
        ({"fixture": "a", "hand": "open"}, "should say when"),
        ({"at": "08:00", "every": "1h", "fixture": "a", "hand": "open"}, "should say when"),
        ({"at": "08:00", "between": ["08:00", "09:00"], "fixture": "a", "hand": "open"}, "should say when"),
        ({"at": "08:00", "fixture": "a"}, "fixture and hand"),
        ({"at": "08:00", "room": "a", "hand": "open"}, "room and incident"),
        ({"when": {"path": "a.b", "is": 1}, "network": "bad"}, "by the clock"),
        ({"when": {"path": "a.b", "above": 1, "below": 2}, "room": "a", "incident": "match"}, "one of is"),
        ({"when": {"path": "a.b"}, "room": "a", "incident": "match"}, "one of is"),
    ],
)
def test_an_entry_says_one_time_and_one_deed(entry, hint):
    with pytest.raises(ValidationError, match=hint):
        ScriptEntry.model_validate(entry)
