"""What people do by habit, seen in a house at work."""

from datetime import datetime
from typing import get_args

import pytest

from simulator.actions import Go, SetProperties
from simulator.doing import Supply
from simulator.engine import Engine
from simulator.habits import AtDevice, AtFixture, Condition, Habit, Happening, InRoom
from simulator.moments import times_of_day
from simulator.occupation import supply_of
from simulator.randomness import Stream
from tests.simulator.homes import DAY, HOUR, MINUTE, run, scenario, told


def test_a_lamp_is_switched_on_where_it_is_dark_and_off_on_leaving():
    on_and_off = [
        {"does": "switch_on", "device": "kitchen_lamp"},
        {"does": "switch_off", "device": "kitchen_lamp"},
    ]
    switched = told(run(scenario(habits=on_and_off)), "kitchen_lamp.state")
    assert switched[0] == (6.0, "ON"), "before sunrise"
    assert [value for _, value in switched] == ["ON", "OFF", "ON", "OFF"]
    assert 16.2 <= switched[2][0] <= 17.2, "as it gets dark, long after coming home at four"
    assert switched[3] == (22.0, "OFF")


def test_dark_on_entering_is_judged_only_then():
    press = {"does": "press", "device": "kitchen_lamp", "when": "dark_on_entering"}
    assert told(run(scenario(habits=[press])), "kitchen_lamp.state") == [(6.0, "ON")]


def test_a_lamp_that_is_on_is_not_switched_on():
    engine = Engine(scenario(habits=[{"does": "switch_on", "device": "kitchen_lamp", "when": "entering"}]))
    engine.run_until(5 * HOUR)
    engine.submit(SetProperties("kitchen_lamp", {"state": "ON"}))
    engine.run_until(7 * HOUR)
    assert told(engine, "kitchen_lamp.state") == []


def test_who_is_not_of_that_kind_leaves_it_on():
    habits = [
        {"does": "switch_on", "device": "kitchen_lamp"},
        {"does": "switch_off", "device": "kitchen_lamp", "chance": 0},
    ]
    assert [value for _, value in told(run(scenario(habits=habits)), "kitchen_lamp.state")] == ["ON"]


def test_a_window_is_opened_where_it_is_stuffy_and_closed_when_it_gets_cold():
    habits = [
        {"does": "open", "fixture": "kitchen_window", "beyond": 600},
        {"does": "close", "fixture": "kitchen_window", "beyond": 10},
    ]
    engine = run(scenario(habits=habits))
    states = told(engine, "house.kitchen_window")
    assert [value for _, value in states][:2] == ["open", "closed"]
    opened_ms = round(states[0][0] * HOUR)
    assert engine.trace.signal("room.kitchen.co2").at(opened_ms) >= 590


def test_a_warm_room_is_aired_and_closed_on_leaving():
    habits = [
        {"does": "open", "fixture": "kitchen_window", "when": "warm", "beyond": 15},
        {"does": "close", "fixture": "kitchen_window", "when": "leaving"},
    ]
    summer = scenario(start="2027-07-14T00:00", habits=habits)
    assert told(run(summer, 9 * HOUR), "house.kitchen_window") == [(6.0, "open"), (8.0, "closed")]


def test_a_blind_is_drawn_on_waking():
    engine = run(scenario(habits=[{"does": "shade", "fixture": "bedroom_window", "when": "waking"}]), HOUR)
    assert engine.world.indoors("bedroom").illuminance_lx == 0
    bright = run(scenario(habits=[{"does": "unshade", "fixture": "bedroom_window"}]), 9 * HOUR)
    shaded = run(
        scenario(habits=[{"does": "shade", "fixture": "bedroom_window", "when": "waking"}]), 9 * HOUR
    )
    light = [each.world.indoors("bedroom").illuminance_lx for each in (bright, shaded)]
    assert light[1] < light[0] / 2


def test_the_light_is_put_out_on_falling_asleep():
    lamp = {"device": "kitchen_lamp", "room": "bedroom"}
    habits = [
        {"does": "switch_on", "when": "entering", **lamp},
        {"does": "switch_off", "when": "falling_asleep", **lamp},
    ]
    evening = [{"at": "20:00", "room": "kitchen"}, {"at": "21:00", "room": "bedroom"}]
    day = [*evening, {"at": "22:00", "room": "bedroom", "spread": "0s", "moves_every": "20m"}]
    switched = told(
        run(scenario(start="2027-01-14T19:00", day=day, habits=habits), 4 * HOUR), "kitchen_lamp.state"
    )
    assert [value for _, value in switched] == ["ON", "OFF"]
    assert switched[1][0] == 3.0, "at ten"


def test_who_goes_straight_to_bed_makes_no_light():
    lamp = {"does": "switch_on", "device": "kitchen_lamp", "room": "bedroom", "when": "entering"}
    night = scenario(start="2027-01-14T21:00", habits=[lamp])
    assert told(run(night, 3 * HOUR), "kitchen_lamp.state") == []


def test_one_meal_a_noon_and_one_an_evening_are_two_habits():
    noon, evening = ({"between": between} for between in (["11:00", "12:00"], ["18:00", "19:00"]))
    habits = [
        {"does": "cook", "room": "kitchen", "times_a_day": 5, "lasts": ["5m", "9m"], **each}
        for each in (noon, evening)
    ]
    stays = [{"at": "07:00", "room": "kitchen"}]
    engine = run(scenario(day=stays, habits=habits))
    cooked = [
        int(each.at_ms / HOUR) for each in engine.trace.events_of("people.ali.doing") if each.value == "cook"
    ]
    assert set(cooked) == {11, 18}


def test_everything_can_be_done_at_every_moment():
    subjects = {
        **{key: {"device": "kitchen_lamp"} for key in get_args(AtDevice)},
        **{key: {"fixture": "kitchen_window"} for key in get_args(AtFixture)},
        **{key: {"room": "bathroom"} for key in get_args(InRoom)},
    }
    subjects["set"] = {**subjects["set"], "set": {"brightness": 100}}
    moments = [*get_args(Happening), *get_args(Condition), "sometimes"]
    habits = [
        {"does": does, "when": when, **subject} for does, subject in subjects.items() for when in moments
    ]
    engine = run(scenario(habits=habits, complains=True), 12 * HOUR)
    assert len({event.value for event in engine.trace.events_of("people.ali.doing")}) >= 4
    assert engine.trace.signal("people.ali.doing").at(12 * HOUR) == "nothing", "they are out"


def test_something_is_done_on_coming_home_and_on_leaving_it():
    habits = [
        {"does": "set", "device": "kitchen_lamp", "set": {"brightness": 100}, "when": "arriving"},
        {"does": "press", "device": "kitchen_plug", "when": "leaving_home"},
    ]
    engine = run(scenario(habits=habits))
    assert told(engine, "kitchen_lamp.brightness") == [(16.0, 100)]
    assert told(engine, "kitchen_plug.state") == [(8.0, "ON")]


def test_cooking_warms_moistens_and_fouls_the_kitchen():
    cook = {"does": "cook", "room": "kitchen", "when": "entering", "lasts": ["30m", "30m"]}
    quiet, cooking = (
        run(scenario(), 6 * HOUR + 29 * MINUTE),
        run(scenario(habits=[cook]), 6 * HOUR + 29 * MINUTE),
    )
    before, after = quiet.world.indoors("kitchen"), cooking.world.indoors("kitchen")
    assert after.temperature_c > before.temperature_c + 0.5
    assert after.humidity_percent > before.humidity_percent + 5
    assert after.pm25_ug_m3 > before.pm25_ug_m3 + 50
    assert after.co2_ppm > before.co2_ppm + 500, "it burns gas"
    assert [value for _, value in told(cooking, "people.ali.doing")] == ["nothing", "cook"]


def test_what_is_used_comes_out_of_the_houses_pipes():
    cook = {"does": "cook", "room": "kitchen", "when": "entering", "lasts": ["30m", "30m"]}
    engine = run(scenario(habits=[cook]), 7 * HOUR)
    litres = [engine.world.fixture(pipe).total_l for pipe in ("cold_water", "gas")]
    assert litres[0] == pytest.approx(30 * 0.3)
    assert litres[1] == pytest.approx(1000 / 10.5, rel=0.05), "2 kW for half an hour, at 10.5 kWh/m³"


def test_a_pipe_may_be_chosen():
    house = scenario().house
    water = house.pipes["cold_water"]
    two = house.model_copy(update={"pipes": {**house.pipes, "warm_water": water}})
    shower = Habit(does="shower", room="bathroom")
    assert supply_of(shower, two) == Supply(water="cold_water", gas="gas")
    warm = shower.model_copy(update={"pipe": "warm_water"})
    assert supply_of(warm, two) == Supply(water="warm_water", gas="gas")


def test_an_electric_stove_shows_on_the_meter_and_burns_nothing():
    cook = {"does": "cook", "room": "kitchen", "when": "entering", "fuel": "electricity"}
    engine = run(scenario(habits=[cook]), 6 * HOUR + 10 * MINUTE)
    quiet = run(scenario(), 6 * HOUR + 10 * MINUTE)
    assert engine.world.power_w() == pytest.approx(quiet.world.power_w() + 1800)
    assert engine.world.indoors("kitchen").co2_ppm == pytest.approx(
        quiet.world.indoors("kitchen").co2_ppm, abs=60
    )


def test_one_goes_to_where_something_is_done_and_back():
    shower = {"does": "shower", "room": "bathroom", "times_a_day": 3, "lasts": ["6m", "8m"]}
    engine = run(scenario(habits=[shower], seed=3))
    rooms = [event.value for event in engine.trace.events_of("people.ali.room")]
    visits = [index for index, room in enumerate(rooms) if room == "bathroom"]
    assert visits, "three times a day on average, with this seed at least once"
    assert all(
        rooms[index - 2 : index + 3] == ["kitchen", "hall", "bathroom", "hall", "kitchen"] for index in visits
    )
    assert any(event.value for event in engine.trace.events_of("bathroom_motion.occupancy"))
    assert max(event.value for event in engine.trace.events_of("room.bathroom.humidity")) > 60


def test_nobody_does_anything_while_away_or_asleep():
    tap = {"does": "use_tap", "room": "bathroom", "times_a_day": 60, "between": ["00:00", "23:59"]}
    engine = run(scenario(habits=[tap]))
    doing = [
        event.at_ms / HOUR for event in engine.trace.events_of("people.ali.doing") if event.value == "use_tap"
    ]
    assert len(doing) >= 10
    assert all(6 <= hour <= 8.01 or 16 <= hour <= 22.01 for hour in doing)


def test_an_activity_ends_when_one_leaves_but_a_machine_goes_on():
    habits = [
        {"does": "watch", "room": "kitchen", "when": "entering", "lasts": ["3h", "3h"]},
        {"does": "wash", "room": "bathroom", "times_a_day": 40, "between": ["07:00", "07:30"]},
    ]
    engine = run(scenario(habits=habits[:1]), 9 * HOUR)
    assert told(engine, "people.ali.doing") == [(0.0, "nothing"), (6.0, "watch"), (8.0, "nothing")]
    washing = run(scenario(habits=habits[1:]), 8 * HOUR + 5 * MINUTE)
    assert washing.trace.signal("people.ali.room").at(washing.now_ms) == "outside"
    assert washing.world.power_w() == pytest.approx(420)
    washing.run_until(10 * HOUR)
    assert washing.world.power_w() == 0


def test_who_is_sent_away_leaves_what_they_do():
    engine = Engine(scenario(habits=[{"does": "cook", "room": "kitchen", "when": "entering"}]))
    engine.run_until(6 * HOUR + 5 * MINUTE)
    engine.submit(Go("ali", "bedroom"))
    engine.run_until(6 * HOUR + 6 * MINUTE)
    assert told(engine, "people.ali.doing")[-1][1] == "nothing"
    assert engine.trace.signal("people.ali.room").at(engine.now_ms) == "bedroom"


def test_a_habit_changes_nothing_of_where_people_go_and_none_of_the_others():
    tap = {"does": "use_tap", "room": "kitchen", "times_a_day": 20}
    press = {"does": "press", "device": "kitchen_plug", "times_a_day": 5}
    plain, one, both = (run(scenario(habits=habits)) for habits in ([], [tap], [press, tap]))
    assert told(plain, "people.ali.room") == told(one, "people.ali.room") == told(both, "people.ali.room")
    used = [
        [each.at_ms for each in engine.trace.events_of("people.ali.doing") if each.value == "use_tap"]
        for engine in (one, both)
    ]
    assert used[0] == used[1] != []


def test_the_same_seed_gives_the_same_life_and_another_seed_another():
    habits = [
        {"does": "use_tap", "room": "bathroom"},
        {"does": "cook", "room": "kitchen"},
        {"does": "switch_on", "device": "kitchen_lamp", "chance": 0.5},
    ]
    hashes = [
        run(scenario(habits=habits, complains=True, seed=seed), DAY).trace.sha256() for seed in (1, 1, 2)
    ]
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_run_that_begins_at_noon_knows_nothing_of_the_morning():
    habits = [{"does": "use_tap", "room": "kitchen", "times_a_day": 100}]
    engine = run(scenario(start="2027-01-14T17:00", habits=habits), 6 * HOUR)
    assert engine.scenario.start == datetime(2027, 1, 14, 17)  # noqa: DTZ001
    assert engine.trace.events_of("people.ali.room")[0].value == "kitchen"
    assert len(engine.trace.events_of("people.ali.doing")) > 5


def test_what_is_done_sometimes_is_a_poisson_process():
    habit = Habit(does="use_tap", room="kitchen", times_a_day=4, between=("08:00", "20:00"))
    counts = [len(list(times_of_day(habit, Stream(1, f"test/{day}")))) for day in range(2000)]
    mean = sum(counts) / len(counts)
    assert mean == pytest.approx(4, abs=0.15)
    assert sum((count - mean) ** 2 for count in counts) / len(counts) == pytest.approx(4, abs=0.5)
    assert all(8 * HOUR <= at < 20 * HOUR for at in times_of_day(habit, Stream(1, "test")))
    assert list(times_of_day(habit.model_copy(update={"times_a_day": 0}), Stream(1, "test"))) == []
