"""Quantities against their plain definitions, a millisecond at a time."""

from datetime import datetime, timedelta
from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from devices.surroundings import Fixture
from exercises.metrics import quantities
from exercises.rulebook.question import Question
from exercises.rulebook.tariffs import rials
from simulator.scenario import load_scenario
from simulator.tariff import PERIODS, Tariff
from simulator.trace import Trace
from simulator.world.billing import Billing

END_MS = 40

steps = st.lists(
    st.tuples(st.integers(0, END_MS), st.one_of(st.none(), st.integers(-5, 5))), max_size=10
).map(lambda events: sorted(events, key=lambda event: event[0]))
windows = st.lists(st.integers(0, END_MS), min_size=2, max_size=4, unique=True).map(
    lambda edges: tuple(zip(sorted(edges)[::2], sorted(edges)[1::2], strict=False))
)


def question(**paths):
    trace = Trace()
    events = sorted((at_ms, name, value) for name, each in paths.items() for at_ms, value in keyed(each))
    for (at_ms, _), name, value in events:
        trace.record(at_ms, "house", f"room.{name}", value[0])
    trace.end_ms = END_MS
    return Question(trace, {}, END_MS)


def keyed(events):
    """In the order of the list also where moments are the same, and without comparing None."""
    return [((at_ms, number), (value,)) for number, (at_ms, value) in enumerate(events)]


def measured(keyword, written, asked, times):
    quantity = TypeAdapter(quantities()[keyword]).validate_python(written)
    found = quantity.measure(asked, times)
    return None if found is None else found.value


def numbers(asked, name, times):
    signal = asked.signal(f"room.{name}")
    values = [signal.at(at_ms) for start, end in times for at_ms in range(start, end)]
    return [value for value in values if value is not None]


@given(steps, windows, st.integers(-3, 3))
def test_errors_are_weighted_by_time(events, times, target):
    asked = question(a=events)
    errors = [abs(number - target) for number in numbers(asked, "a", times)]
    written = {"of": "room.a", "target": target}
    expected = {
        "mean_absolute_error": sum(errors) / len(errors) if errors else None,
        "root_mean_square_error": sqrt(sum(e * e for e in errors) / len(errors)) if errors else None,
        "largest_error": max(errors, default=None),
    }
    for keyword, value in expected.items():
        assert measured(keyword, written, asked, times) == pytest.approx(value), keyword


@given(steps, steps, windows)
def test_a_target_may_be_another_signal(one, other, times):
    asked = question(a=one, b=other)
    a, b = asked.signal("room.a"), asked.signal("room.b")
    pairs = [(a.at(at_ms), b.at(at_ms)) for start, end in times for at_ms in range(start, end)]
    errors = [abs(x - y) for x, y in pairs if x is not None and y is not None]
    found = measured("mean_absolute_error", {"of": "room.a", "target": "room.b"}, asked, times)
    assert found == pytest.approx(sum(errors) / len(errors) if errors else None)


@given(steps, windows)
def test_extremes_and_means_are_those_of_the_times(events, times):
    asked = question(a=events)
    values = numbers(asked, "a", times)
    expected = {
        "maximum": max(values, default=None),
        "minimum": min(values, default=None),
        "mean": sum(values) / len(values) if values else None,
        "final": values[-1] if values else None,
    }
    for keyword, value in expected.items():
        assert measured(keyword, "room.a", asked, times) == pytest.approx(value), keyword


@given(steps, windows)
def test_a_share_of_time_is_of_the_time_in_which_it_is_known(events, times):
    asked = question(a=[(at_ms, value) for at_ms, value in events if value is not None])
    values = numbers(asked, "a", times)
    expected = 100 * sum(value >= 2 for value in values) / len(values) if values else None
    found = measured("share_of_time", {"room.a": {"at_least": 2}}, asked, times)
    assert found == pytest.approx(expected)


@given(steps, windows)
def test_changes_are_counted_in_the_times(events, times):
    asked = question(a=events)
    signal = asked.signal("room.a")
    if signal.times:
        changes = [at_ms for at_ms in signal.times[1:] if any(start <= at_ms < end for start, end in times)]
        assert measured("switch_count", "room.a", asked, times) == len(changes)


def test_a_signal_that_comes_back_out_of_the_band_has_not_settled_before():
    asked = question(a=[(0, 0), (10, 5), (20, 9), (30, 5)])
    found = measured("settling_time", {"of": "room.a", "target": 5, "within": 1}, asked, ((0, END_MS),))
    assert found == pytest.approx(30 / 60_000)


def test_a_signal_that_never_settles_takes_the_whole_time():
    asked = question(a=[(0, 0)])
    found = measured("settling_time", {"of": "room.a", "target": 5, "within": 1}, asked, ((5, END_MS),))
    assert found == pytest.approx(35 / 60_000)


def test_overshoot_is_counted_in_the_direction_of_approach():
    asked = question(a=[(0, 1), (10, 8), (20, 5)])
    times = ((0, END_MS),)
    assert measured("overshoot", {"of": "room.a", "target": 5}, asked, times) == 3
    below = {"of": "room.a", "target": 5, "coming_from": "above"}
    assert measured("overshoot", below, asked, times) == 4


def test_a_counter_that_is_set_back_counts_anew():
    asked = question(a=[(0, 10.0), (10, 12.5), (20, 0.0), (30, 1.0)])
    found = measured("energy", {"of": "room.a", "counter": True}, asked, ((0, END_MS),))
    assert found == pytest.approx(3.5)


@pytest.mark.parametrize("payload", ["1e999", "-1e308", "", "[]", '"x"', "null"])
def test_what_is_no_answer_is_as_wrong_as_0(payload):
    value = {"topic": "a", "qos": 0, "payload": payload, "retain": False}
    trace = Trace()
    trace.record(5, "student", "mqtt.published", value)
    trace.end_ms = END_MS
    asked = Question(trace, {}, END_MS)
    assert measured("answer_error", {"topic": "a", "truth": 30}, asked, asked.windows) == 30
    relative = {"topic": "a", "truth": 30, "relative": True, "take": "mean"}
    assert measured("answer_error", relative, asked, asked.windows) == 100


HOUR_MS = 3_600_000
FAMILY = load_scenario("winter-day").house.tariff
powers = st.lists(
    st.tuples(st.integers(0, 30 * HOUR_MS), st.sampled_from([0.0, 900.0, 5200.0, 30_000.0])), max_size=8
).map(lambda events: sorted(events, key=lambda event: event[0]))


@settings(max_examples=20)
@given(powers, st.sampled_from([FAMILY, Tariff()]))
def test_what_power_costs_is_what_the_houses_own_bill_says(events, tariff):
    start = datetime.fromisoformat("2027-01-14T05:30")
    trace = Trace()
    for at_ms, watts in events:
        trace.record(at_ms, "house", "house.power", watts)
    end_ms = 30 * HOUR_MS
    trace.end_ms = end_ms
    asked = Question(trace, {}, end_ms, start, tariff=tariff)
    found = measured("cost", "house.power", asked, ((0, end_ms),))
    if not trace.signal("house.power").segments(end_ms):
        assert found is None
        return
    registers = dict.fromkeys(PERIODS, 0.0)
    signal, minute_ms = trace.signal("house.power"), 60_000
    for from_ms in range(0, end_ms, minute_ms):
        period = tariff.period_at(start + timedelta(milliseconds=from_ms))
        for at_ms, watts in signal.between(from_ms, from_ms + minute_ms):
            following = [each for each in signal.times if at_ms < each < from_ms + minute_ms]
            length_ms = (following[0] if following else from_ms + minute_ms) - at_ms
            registers[period] += (watts or 0.0) * length_ms / HOUR_MS / 1000
    billing = Billing(tariff, start)
    bill = billing.bill(Fixture(registers_kwh=tuple(registers.values())))
    assert found == pytest.approx(bill.energy_rials)


def test_what_is_fed_in_is_paid_for():
    tariff = Tariff.model_validate({"steps": [{"rials_per_kwh": 1000}], "exported_rials_per_kwh": 900})
    trace = Trace()
    trace.record(0, "house", "house.power", 2000)
    trace.record(HOUR_MS, "house", "house.power", -1000)
    trace.end_ms = 2 * HOUR_MS
    asked = Question(trace, {}, trace.end_ms, tariff=tariff)
    assert measured("cost", "house.power", asked, asked.windows) == pytest.approx(2 * 1000 - 900)
    assert rials([], asked) == 0
