"""The contract that every scenario of `simulator/scenarios/` keeps, lived through once.

What a new scenario must explain here: an entry of its script that leaves no mark.
"""

from itertools import pairwise

import pytest

from devices.device import PowerSource
from simulator.quantities import DAY_MS, HOUR_MS, MINUTE_MS
from simulator.scenario import scenario_names
from simulator.script import since_midnight_ms
from tests.contracts.lived_day import beginning, lived_day

WITHOUT_MARK = {
    ("diesel-overheating", "well_engine", "drain_coolant"): "shows in the temperatures that follow",
    ("diesel-overheating", "well_engine", "fill_coolant"): "shows in the temperatures that follow",
    ("factory-shift", "spare_plug", "unplug"): "the breaker before it has tripped: it was gone already",
    ("qanat-summer-day", "barberry_valve", "set"): "its fault is that it hears nothing then",
    ("winter-leaks", "kitchen_water", "mend"): "the main valve is shut: nothing flowed any more",
}
"""What a script does without anything to be seen within a minute, and why that is right."""

BOUNDS = {
    "temperature": (-15, 45),
    "humidity": (0, 100),
    "co2": (380, 10_000),
    "pm25": (0, 3_000),
    "co": (0, 1_000),
    "gas": (0, 100),
    "sound": (25, 110),
    "people": (0, 40),
}
"""Of the air of a room that people use, whatever happens there."""
WARMS_BY_K = 2.5
"""The most that the air of a room warms or cools in a minute, by a window thrown open in winter."""
FIRST_HOURS_MS = 4 * HOUR_MS


@pytest.fixture(params=scenario_names())
def name(request):
    return request.param


@pytest.fixture
def day(name):
    return lived_day(name)


def test_every_device_is_heard_again_after_the_beginning(day):
    """Only what waits for a hand may be silent: a button, of which nothing else is told by itself."""
    for device, installed in day.house.installed.items():
        if any(said.at_ms >= MINUTE_MS for said in day.heard[device]):
            continue
        told = [each for each in installed.device.properties.values() if each.reporting is not None]
        silent_by = [each.name for each in told if each.momentary]
        assert silent_by == [each.name for each in told], f"{device} was never heard again"
        assert installed.device.power_source is PowerSource.BATTERY


def test_what_devices_tell_is_within_their_definition(day):
    for device, installed in day.house.installed.items():
        for each in installed.device.properties.values():
            for value in day.values_of(f"{device}.{each.name}"):
                assert fits(each, value), f"{device}.{each.name} was {value!r}"


def fits(each, value):
    """Whether a property may be told to have this value."""
    if value is None:
        return False
    if each.kind == "binary":
        return value in (each.on, each.off)
    if each.kind == "enum":
        return value in each.choices or (each.momentary and value == "")
    if each.kind == "text":
        return isinstance(value, str)
    return not isinstance(value, bool) and each.clamp(value) == value


def test_only_devices_of_the_house_speak(day):
    assert set(day.heard) <= set(day.house.installed)


def test_the_air_of_every_room_stays_what_people_can_live_in(day):
    for room in day.house.room_names:
        for quantity, (low, high) in BOUNDS.items():
            values = day.values_of(f"room.{room}.{quantity}")
            assert low <= min(values), f"{quantity} of {room} fell to {min(values)}"
            assert max(values) <= high, f"{quantity} of {room} rose to {max(values)}"


def test_no_room_warms_or_cools_at_a_stroke(day):
    for room in day.house.room_names:
        for before, now in pairwise(day.trace.events_of(f"room.{room}.temperature")):
            assert abs(now.value - before.value) <= WARMS_BY_K, f"{room} at {now.at_ms / HOUR_MS:.2f} h"


def test_no_alarm_is_raised_before_anything_has_happened(day):
    for device in day.house.installed:
        for alarm in ("smoke", "gas", "carbon_monoxide", "water_leak"):
            events = day.trace.events_of(f"{device}.{alarm}")
            assert not any(event.value is True for event in events if event.at_ms < HOUR_MS)


def test_no_device_makes_or_swallows_energy(day):
    assert not day.unaccounted


def test_breakers_and_the_meter_carry_what_is_drawn_behind_them(day):
    """Each minute, for each circuit: what devices and people draw, or nothing if it has tripped."""
    assert not day.unbalanced
    circuits = len({"mains", *day.house.circuits})
    assert day.balanced == circuits * (1 + day.scenario.duration_ms // MINUTE_MS)


def test_the_meter_counts_what_is_drawn(day):
    """Within a thousandth: a breaker that trips between two looks is counted until the next."""
    assert day.metered_kwh == pytest.approx(day.counted_kwh, rel=1e-3, abs=1e-3)


def test_everybody_is_at_home_for_a_while(day):
    for person in day.scenario.people:
        rooms = day.values_of(f"people.{person}.room")
        assert set(rooms) <= {*day.house.room_names, "outside"}
        assert set(rooms) & set(day.house.room_names), f"{person} was never there"


def test_what_the_script_says_happens(name, day):
    for index, entry in enumerate(day.scenario.script):
        if not entry.is_about_the_house:
            continue  # Between the house and programs: tests/simulator/network/.
        times = list(moments(entry, day))
        assert times, f"script.{index} never comes to pass"
        for at_ms in times:
            assert leaves_mark(entry, at_ms, day) or deed(name, entry) in WITHOUT_MARK, (
                f"script.{index} at {at_ms / HOUR_MS:.2f} h: nothing happened"
            )


def deed(name, entry):
    return name, entry.device or entry.fixture, entry.hand or "set"


def moments(entry, day):
    """When an entry comes to pass, in milliseconds of the run."""
    if entry.when is not None:
        yield from ripened(entry.when, day)
    elif entry.every is not None:
        first, last = entry.between or (0, DAY_MS - 1)
        for at in range(0, DAY_MS, entry.every):
            if first <= at <= last:
                yield from on_its_days(at, None, day)
    else:
        yield from on_its_days(entry.at, entry.day, day)


def on_its_days(at, day_number, day):
    midnight_ms = -since_midnight_ms(day.scenario.start)
    numbers = range(1, 2 + day.scenario.duration_ms // DAY_MS) if day_number is None else [day_number]
    for number in numbers:
        at_ms = midnight_ms + (number - 1) * DAY_MS + at
        if 0 <= at_ms < day.scenario.duration_ms:
            yield at_ms


def ripened(condition, day):
    """Each time that a condition has held for long enough."""
    since_ms = None
    for event in [*day.trace.events_of(condition.path), None]:
        holds = event is not None and condition.holds(event.value)
        now_ms = day.trace.end_ms if event is None else event.at_ms
        if since_ms is not None and not holds:
            if since_ms + condition.lasts <= now_ms:
                yield since_ms + condition.lasts
            since_ms = None
        elif since_ms is None and holds:
            since_ms = now_ms


def leaves_mark(entry, at_ms, day):
    """Whether something is to be seen of it within a minute."""
    by_script, by_itself = set(), set()
    if entry.room is not None:
        by_script.add(f"room.{entry.room}.incident")
    if entry.person is not None:
        by_script.add(f"people.{entry.person}.room")
    if entry.fixture is not None:
        by_itself |= {f"house.{entry.fixture}", f"house.{entry.fixture}_breaker"}
    if entry.device is not None:
        installed = day.house.installed[entry.device]
        by_script |= {f"{entry.device}.{each}" for each in installed.device.properties}
        by_script.add(f"house.{installed.plan.fitted_to}")
        by_itself |= {f"{entry.device}.online", f"{entry.device}.fault"}
    return any(
        event.path in by_itself or (event.path in by_script and event.source == "script")
        for event in day.trace.events
        if at_ms <= event.at_ms <= at_ms + MINUTE_MS
    )


def test_every_reason_given_here_is_still_needed():
    for name, what, how in WITHOUT_MARK:
        day = lived_day(name)
        entries = [each for each in day.scenario.script if deed(name, each) == (name, what, how)]
        assert any(not leaves_mark(each, at_ms, day) for each in entries for at_ms in moments(each, day)), (
            f"{what} in {name} leaves a mark: take it out of the table"
        )


def test_every_fault_shows_in_the_record(day):
    for plan in day.scenario.faults:
        assert any(plan.fault in str(value) for value in day.values_of(f"{plan.device}.fault")), (
            f"{plan.device} never had {plan.fault}"
        )


def test_the_same_seed_gives_the_same_events_again(name, day):
    """Also in one go: how far the engine is asked to run at a time is no part of the world."""
    first = [event for event in day.trace.events if event.at_ms <= FIRST_HOURS_MS]
    assert beginning(name, FIRST_HOURS_MS) == first
