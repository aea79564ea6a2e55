"""Conditions: a path and the value asked for."""

import pytest
from pydantic import TypeAdapter, ValidationError

from exercises.rulebook.comparing import Comparing
from exercises.rulebook.condition import Condition
from exercises.rulebook.question import Question
from simulator.trace import Trace

MOTION = Comparing.equal("corridor_motion.occupancy", True)


def traced(*events):
    trace = Trace()
    for at_ms, path, value in events:
        trace.record(at_ms, "house", path, value)
    return Question(trace, {}, 10_000)


def test_reports_are_told_also_when_the_value_repeats():
    question = traced(
        (0, MOTION.path, False),
        (1000, MOTION.path, True),
        (2000, MOTION.path, True),
        (3000, MOTION.path, False),
    )
    assert MOTION.reports(question) == [1000, 2000]


def test_a_message_about_something_else_repeats_the_devices_state():
    question = traced(
        (0, MOTION.path, False),
        (1000, MOTION.path, True),
        (1000, "corridor_motion.battery", 97),
        (1500, "corridor_motion.illuminance", 12),
        (2000, MOTION.path, False),
        (2500, "corridor_motion.illuminance", 3),
    )
    assert MOTION.reports(question) == [1000, 1500]


def test_other_devices_and_availability_are_not_the_devices_messages():
    question = traced(
        (0, MOTION.path, True),
        (1000, "corridor_motion_2.occupancy", True),
        (2000, "corridor_motion.online", False),
    )
    assert MOTION.reports(question) == [0]


def test_intervals_are_where_the_signal_has_the_value():
    question = traced(
        (0, "a.b", "OFF"), (1000, "a.b", "ON"), (2000, "a.b", "ON"), (3000, "a.b", "OFF"), (9000, "a.b", "ON")
    )
    assert Comparing.equal("a.b", "ON").intervals(question) == [(1000, 3000), (9000, 10_000)]


def test_what_a_signal_begins_with_is_no_change():
    question = traced((500, "a.b", "OFF"), (1000, "a.b", "ON"), (3000, "a.b", "OFF"))
    assert Comparing.equal("a.b", "OFF").becomes(question) == [3000]


@pytest.mark.parametrize(
    ("wanted", "value", "met"), [(True, 1, False), (1, True, False), (1, 1.0, True), ("ON", "on", False)]
)
def test_values_are_compared_as_json_does(wanted, value, met):
    assert Comparing.equal("a.b", wanted).comparison.is_met_by(value, {}) is met


def test_a_condition_has_exactly_one_path():
    adapter = TypeAdapter(Condition)
    assert adapter.validate_python({"a.b": "ON"}) == Comparing.equal("a.b", "ON")
    with pytest.raises(ValidationError, match="one path with its value"):
        adapter.validate_python({"a.b": 1, "c.d": 2})


def test_true_in_a_file_stays_true():
    assert TypeAdapter(Condition).validate_python({"a.b": True}) == Comparing.equal("a.b", True)
