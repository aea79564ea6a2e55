"""The engine: a house at work."""

import os
import subprocess
import sys
from itertools import pairwise

import pytest

from simulator.actions import Go, Handle, ReadProperties, SetProperties
from simulator.engine import Engine
from simulator.reports import Availability, Report
from simulator.scenario import Scenario, load_scenario
from simulator.trace import Event

SECOND, HOUR, DAY = 1000, 3_600_000, 86_400_000
CORRIDOR_DAY = load_scenario("corridor-day")
WINTER_DAY = load_scenario("winter-day")
QUIET = WINTER_DAY.model_copy(update={"people": {}, "script": ()})


def run(scenario, until_ms=DAY):
    engine = Engine(scenario)
    engine.run_until(until_ms)
    return engine


def with_devices(scenario, devices):
    return scenario.model_copy(update={"house": scenario.house.with_devices(devices)})


@pytest.fixture(scope="module")
def winter_days():
    """Two days of the flat, lived once for all who ask about them."""
    return run(WINTER_DAY, 2 * DAY).trace


@pytest.fixture(scope="module")
def corridor_night():
    return run(CORRIDOR_DAY, 6 * HOUR).trace


def test_run_until_includes_its_end():
    engine = Engine(QUIET)
    done = []
    engine.at(1000, lambda: done.append(engine.now_ms))
    engine.run_until(999)
    assert (done, engine.now_ms) == ([], 999)
    engine.run_until(1000)
    assert (done, engine.now_ms, engine.trace.end_ms) == ([1000], 1000, 1000)


def test_a_command_takes_effect_after_the_radio_and_is_the_students():
    engine = run(QUIET, 10 * SECOND)
    engine.submit(SetProperties("corridor_lamp", {"state": "ON"}))
    assert engine.next_due_ms() == 10 * SECOND, "an action waits for the present instant"
    engine.run_until(11 * SECOND)
    switched = engine.trace.events_of("corridor_lamp.state")[-1]
    assert (switched.source, switched.value) == ("student", "ON")
    assert 8 <= switched.at_ms - 10 * SECOND <= 38


def test_an_action_is_taken_even_when_no_time_passes():
    engine = run(QUIET, HOUR)
    engine.submit(Handle("corridor_lamp", "press"))
    engine.run_until(HOUR)
    assert engine.trace.events[-1].at_ms == HOUR
    assert engine.trace.signal("corridor_lamp.state").at(HOUR) == "ON"


def test_a_lamp_lights_its_room_and_shows_on_the_meter():
    engine = run(QUIET, HOUR)
    dark, idle_w = engine.world.illuminance_lx("corridor"), engine.world.power_w()
    engine.submit(SetProperties("corridor_lamp", {"brightness": 254}))
    engine.run_until(HOUR + 100)
    assert engine.world.illuminance_lx("corridor") > dark + 30
    assert engine.world.power_w() == pytest.approx(idle_w + 12.5)


def test_every_detection_is_told_also_when_it_was_told_before():
    engine, heard = Engine(QUIET), []
    engine.listen(heard.append)
    for second in (10, 30, 75):
        engine.run_until(second * SECOND)
        engine.submit(Handle("corridor_motion", "walk_in"))
    engine.run_until(400 * SECOND)
    detections = [(event.at_ms, event.value) for event in engine.trace.events_of("corridor_motion.occupancy")]
    assert detections == [(0, False), (10_000, True), (75_000, True), (165_000, False)]
    told = [each for each in heard if isinstance(each, Report) and each.device == "corridor_motion"]
    assert [each.at_ms for each in told] == [0, 10_000, 75_000, 165_000], "each is a message of its own"
    assert all(set(each.values) >= {"occupancy", "illuminance", "battery"} for each in told), "the full state"


def test_a_heater_warms_its_room_to_the_setpoint():
    engine = run(QUIET, HOUR)
    engine.submit(SetProperties("bedroom_heater", {"occupied_heating_setpoint": 23}))
    engine.submit(SetProperties("kitchen_heater", {"system_mode": "off"}))
    engine.run_until(9 * HOUR)
    assert engine.world.temperature_c("bedroom") == pytest.approx(23, abs=1)
    assert engine.world.temperature_c("kitchen") < 18.5


def test_an_open_window_cools_and_is_told():
    engine = run(QUIET, HOUR)
    before_c = engine.world.temperature_c("living")
    engine.submit(Handle("living_window_contact", "open"))
    engine.run_until(HOUR + 20 * 60 * SECOND)
    assert engine.trace.signal("living_window_contact.contact").at(engine.now_ms) is False
    assert engine.trace.signal("house.living_window").at(engine.now_ms) == "open"
    assert engine.world.temperature_c("living") < before_c - 2


def test_a_plug_meters_what_its_load_draws(winter_days):
    metered = winter_days.signal("kitchen_plug.energy").at(DAY)
    share = 14 / (14 + 26)
    assert metered == pytest.approx(24 * (0.095 * share + 0.002 * (1 - share)), rel=0.05)


def test_an_unplugged_device_is_lost_and_comes_back():
    engine, heard = run(QUIET, HOUR), []
    engine.listen(heard.append)
    engine.submit(Handle("corridor_lamp", "unplug"))
    engine.run_until(HOUR)
    engine.submit(SetProperties("corridor_lamp", {"state": "ON"}))
    engine.run_until(HOUR + SECOND)
    engine.submit(Handle("corridor_lamp", "plug"))
    engine.run_until(HOUR + 2 * SECOND)
    assert heard[0] == Availability(HOUR, "corridor_lamp", False)
    assert Availability(HOUR + SECOND, "corridor_lamp", True) in heard
    assert "ON" not in engine.trace.signal("corridor_lamp.state").values, (
        "nobody hears commands while unplugged"
    )


def test_an_empty_battery_takes_the_device_away():
    devices = dict(QUIET.house.devices)
    devices["living_climate"] = devices["living_climate"].model_copy(update={"battery_percent": 0.0001})
    engine = run(with_devices(QUIET, devices), HOUR)
    assert engine.trace.signal("living_climate.online").at(HOUR) is False


def test_asking_is_answered_at_once():
    engine = run(QUIET, HOUR + 1)
    engine.submit(ReadProperties("living_heater", ("local_temperature",)))
    engine.run_until(HOUR + 100)
    answered = engine.trace.events_of("living_heater.local_temperature")[-1]
    assert HOUR < answered.at_ms <= HOUR + 61


def test_a_person_can_be_sent():
    engine = run(WINTER_DAY, HOUR)
    engine.submit(Go("maryam", "kitchen"))
    engine.run_until(HOUR + 60 * SECOND)
    rooms = [event.value for event in engine.trace.events_of("people.maryam.room")]
    assert rooms == ["bedroom", "corridor", "kitchen"]
    assert engine.trace.signal("corridor_motion.occupancy").at(engine.now_ms) is True, "motion on the way"


def test_actions_for_nobody_do_nothing():
    engine = run(QUIET, 1000)
    before = len(engine.trace.events)
    for action in (SetProperties("ghost", {}), Handle("corridor_lamp", "kick"), Go("ghost", "kitchen")):
        engine.submit(action)
    engine.run_until(1100)
    assert len(engine.trace.events) == before


def test_a_script_happens_every_day(winter_days):
    pressed = [event for event in winter_days.events_of("living_lamp.state") if event.source == "script"]
    assert [round(event.at_ms / HOUR, 2) for event in pressed] == [17.33, 23.25, 41.33, 47.25]


def test_a_run_may_begin_in_the_middle_of_a_day():
    midday = WINTER_DAY.model_copy(update={"start": WINTER_DAY.start.replace(hour=12)})
    engine = run(midday, 6 * HOUR)
    assert engine.trace.signal("people.maryam.room").at(0) == "outside"
    assert "living" in engine.trace.signal("people.maryam.room").values


def test_the_same_scenario_and_seed_give_the_same_trace():
    one, other = (run(WINTER_DAY, 9 * HOUR).trace.sha256() for _ in range(2))
    assert one == other
    assert run(WINTER_DAY.with_seed(2), 9 * HOUR).trace.sha256() != one


def test_how_far_each_step_goes_changes_nothing(corridor_night):
    engine = Engine(CORRIDOR_DAY)
    for at_ms in range(0, 6 * HOUR, 7_777):
        engine.run_until(at_ms)
    engine.run_until(6 * HOUR)
    assert engine.trace.sha256() == corridor_night.sha256()


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_gives_the_same_trace(corridor_night, hash_seed):
    program = (
        "from simulator.engine import Engine; from simulator.scenario import load_scenario;"
        f"engine = Engine(load_scenario('corridor-day')); engine.run_until({6 * HOUR});"
        "print(engine.trace.sha256())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed}
    printed = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment
    )
    assert printed.stdout.strip() == corridor_night.sha256()


def test_adding_a_device_changes_no_other_devices_readings(corridor_night):
    house = CORRIDOR_DAY.house
    added = house.devices["living_climate"].model_copy(update={"room": "kitchen"})
    after = run(with_devices(CORRIDOR_DAY, {"aaa_first": added, **house.devices}), 6 * HOUR).trace
    assert [event for event in after.events if not event.path.startswith("aaa_first.")] == list(
        corridor_night.events
    )
    assert any(event.path.startswith("aaa_first.") for event in after.events)


@pytest.mark.parametrize("seed", range(1, 4))
def test_a_corridor_day_has_passes_and_lingering(seed):
    """What the exercise motion-light stands on."""
    trace = run(CORRIDOR_DAY.with_seed(seed)).trace
    detections = [event.at_ms for event in trace.events_of("corridor_motion.occupancy") if event.value]
    entered = [
        event
        for person in CORRIDOR_DAY.people
        for event in trace.events_of(f"people.{person}.room")
        if event.value == "corridor"
    ]
    gaps_s = [(later - earlier) / 1000 for earlier, later in pairwise(detections)]
    assert 15 <= len(entered) <= 40
    assert min(gaps_s) >= 60, "the sensor is blind for a minute"
    assert sum(60 <= gap <= 200 for gap in gaps_s) >= 5, "somebody lingers"
    assert sum(gap > 300 for gap in gaps_s) >= 10, "and there are single passes"


def test_the_trace_records_the_true_room_as_often_as_it_changes():
    trace = run(QUIET, HOUR).trace
    temperatures = [event.value for event in trace.events_of("room.living.temperature")]
    assert len(temperatures) > 20
    assert max(abs(later - earlier) for earlier, later in pairwise(temperatures)) < 0.3
    assert isinstance(trace.events[0], Event)


def test_only_whole_minutes_and_those_at_which_somebody_speaks_have_anything_in_them():
    engine, instants = Engine(QUIET), set()
    while engine.next_due_ms() <= 12 * HOUR:
        engine.run_until(engine.next_due_ms())
        instants.add(engine.now_ms)
    spoken = {event.at_ms for event in engine.trace.events}
    others = instants - set(range(0, 12 * HOUR + 1, 60 * SECOND))
    assert len(others - spoken) <= len(others) / 10, "a device wakes up in its own time to say something"


def test_devices_measure_together_and_speak_each_in_its_own_time():
    engine, heard = Engine(QUIET), []
    engine.listen(heard.append)
    engine.run_until(6 * HOUR)
    usual = {(each.device, each.at_ms % (60 * SECOND)) for each in heard if each.at_ms}
    speakers = {device for device, _ in usual}
    regular = {device for device in speakers if not device.endswith("_plug")}
    assert len(regular) >= 6
    assert len({phase for device, phase in usual if device in regular}) == len(regular), "one phase each"


def test_a_changed_load_shows_at_once():
    engine, heard = Engine(WINTER_DAY), []
    engine.listen(heard.append)
    engine.run_until(2 * HOUR)
    plan = WINTER_DAY.house.installed["kitchen_plug"].plan.load
    told = [each for each in heard if each.device == "kitchen_plug"]
    turns = [
        later.at_ms
        for earlier, later in pairwise(told)
        if abs(later.values["power"] - earlier.values["power"]) > plan.power_w / 2
    ]
    gaps = [later - earlier for earlier, later in pairwise(turns)]
    assert len(gaps) >= 3
    assert set(gaps) == {plan.on_for, plan.off_for}, "the refrigerator starts and stops"


def test_a_scenario_in_a_mapping_runs():
    hut = {
        "title": {"en": "T", "fa": "آ"},
        "start": "2027-06-01T00:00",
        "house": {
            "title": {"en": "H", "fa": "خ"},
            "rooms": {"hall": {"title": {"en": "Hall", "fa": "هال"}, "area_m2": 9}},
            "devices": {"lamp": {"model": "LED1623G12", "room": "hall"}},
        },
    }
    engine = run(Scenario.parse(hut, "here"), HOUR)
    assert "lamp.state" in engine.trace.paths()
