"""Derived signals against their plain definitions, a second at a time."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rulebook.question import Question
from exercises.signal_plan import SignalPlan, deriver
from simulator.trace import Trace

END_S = 60

moments = st.lists(st.integers(0, END_S), max_size=8, unique=True).map(sorted)


def signal_of(plan, *events, start="2027-01-14T00:00", end_s=END_S, parameters=None):
    trace = Trace()
    for at_s, path, value in sorted(events, key=lambda event: event[0]):
        trace.record(at_s * 1000, "house", path, value)
    trace.end_ms = end_s * 1000
    derive = deriver({"it": SignalPlan.model_validate(plan)})
    asked = Question(trace, parameters or {}, trace.end_ms, datetime.fromisoformat(start), derive=derive)
    return asked.signal("signal.it")


def sent(times, payload="1", topic="a"):
    value = {"topic": topic, "qos": 0, "payload": payload, "retain": False}
    return [(at_s, "mqtt.published", value) for at_s in times]


def switched(times):
    """A lamp that is switched at each moment, on first."""
    states = [(at_s, "lamp.state", "OFF" if number % 2 else "ON") for number, at_s in enumerate(times)]
    return [(0, "lamp.state", "OFF"), *states]


def is_on(times, at_s):
    return sum(time <= at_s for time in times) % 2 == 1


@given(moments, st.integers(1, 20))
def test_silence_begins_when_the_patience_is_over_and_ends_with_the_next_message(times, patience_s):
    found = signal_of({"silent": {"of": {"published": "a"}, "after": f"{patience_s}s"}}, *sent(times))
    for at_s in range(END_S):
        last = max([0, *(time for time in times if time <= at_s)])
        assert found.at(at_s * 1000) is (at_s - last >= patience_s), f"at {at_s} s"


@given(moments, st.integers(1, 20))
def test_a_duration_is_the_seconds_in_which_it_was_so(times, window_s):
    plan = {"duration_on": {"of": {"lamp.state": "ON"}, "within": f"{window_s}s", "every": "1s"}}
    found = signal_of(plan, *switched(times))
    for at_s in range(END_S):
        on = sum(is_on(times, each) for each in range(max(0, at_s - window_s), at_s))
        assert found.at(at_s * 1000) == on, f"at {at_s} s"


@given(moments)
def test_whether_something_holds_is_false_before_and_in_between(times):
    found = signal_of({"holds": {"lamp.state": "ON"}}, *switched(times))
    for at_s in range(END_S):
        assert found.at(at_s * 1000) is is_on(times, at_s), f"at {at_s} s"


@given(moments, st.integers(1, 20))
def test_a_rate_is_the_count_of_its_window_by_the_minute(times, window_s):
    found = signal_of({"rate": {"of": {"published": "a"}, "within": f"{window_s}s"}}, *sent(times))
    for at_s in range(END_S):
        count = sum(at_s - window_s < time <= at_s for time in times)
        assert found.at(at_s * 1000) == pytest.approx(count * 60 / window_s, abs=1e-6)


@given(moments, moments)
def test_connections_are_counted_while_they_stand(came, went):
    events = [(at_s, "mqtt.connected", {}) for at_s in came]
    gone = [at_s for at_s in went if sum(time <= at_s for time in came) > sum(t <= at_s for t in went)]
    events += [(at_s, "mqtt.disconnected", {}) for at_s in gone]
    found = {what: signal_of({"connected": what}, *events) for what in ("state", "times", "open")}
    for at_s in range(END_S):
        stand = sum(time <= at_s for time in came) - sum(time <= at_s for time in gone)
        assert found["open"].at(at_s * 1000) == stand
        assert found["state"].at(at_s * 1000) is (stand > 0)
        assert found["times"].at(at_s * 1000) == sum(time <= at_s for time in came)


@pytest.mark.parametrize(
    ("payload", "field", "value"),
    [
        ("21.5", None, 21.5),
        ("true", None, True),
        ("ON", None, "ON"),
        ('"ON"', None, "ON"),
        ('{"t": 1}', None, '{"t": 1}'),
        ("null", None, "null"),
        ("NaN", None, "NaN"),
        ('{"t": "3.8"}', "t", "3.8"),
        ('{"room": {"t": 4}}', "room.t", 4),
        ('{"all": [1, 2]}', "all.1", 2),
        ('{"t": 1}', "u", None),
        ("{", "t", None),
        ("[" * 2000, "t", None),
        ("1e999", None, "1e999"),
        ('{"t": -1e308}', "t", None),
        ("123456789012345678901234567890", None, None),
    ],
)
def test_what_was_published_is_read_as_json_where_it_is(payload, field, value):
    found = signal_of({"published": {"topic": "a", "field": field}}, *sent([5], payload))
    assert found.at(10_000) == value
    assert type(found.at(10_000)) is type(value)


def test_a_schedule_follows_the_clock_of_the_house_on_every_day():
    plan = {"schedule": {"06:00": 21, "22:00": "$night"}}
    found = signal_of(plan, start="2027-01-14T20:00", end_s=30 * 3600, parameters={"night": 17})
    hours = {0: 21, 1: 21, 2: 17, 9: 17, 10: 21, 25: 21, 26: 17}
    assert {hour: found.at(hour * 3_600_000) for hour in hours} == hours


def test_a_session_that_is_resumed_keeps_its_subscriptions():
    events = [
        (1, "mqtt.connected", {"detail": "new"}),
        (2, "mqtt.subscribed", {"topic": "a", "qos": 0}),
        (3, "mqtt.disconnected", {"detail": "lost"}),
        (9, "mqtt.connected", {"detail": "resumed"}),
        (12, "mqtt.unsubscribed", {"topic": "a", "qos": 0}),
    ]
    found = signal_of({"subscribed": "a"}, *events)
    assert [found.at(at_s * 1000) for at_s in (1, 2, 3, 9, 12)] == [False, True, False, True, False]
