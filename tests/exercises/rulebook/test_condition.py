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


def condition(written):
    return TypeAdapter(Condition).validate_python(written)


@pytest.mark.parametrize(
    ("written", "en", "fa"),
    [
        ({"lamp.state": "ON"}, "lamp.state = ON", "lamp.state = ON"),
        ("lamp.state", "lamp.state = on", "lamp.state = روشن"),
        ({"room.t": [20, 24]}, "room.t between 20 and 24", "room.t بین ۲۰ و ۲۴"),
        ({"all": ["a.b", {"c.d": 1}]}, "a.b = on and c.d = 1", "a.b = روشن و c.d = ۱"),
        ({"any": ["a.b", {"c.d": 1}]}, "a.b = on or c.d = 1", "a.b = روشن یا c.d = ۱"),
        ({"not": {"any": ["a.b", "c.d"]}}, "not (a.b = on or c.d = on)", "نه (a.b = روشن یا c.d = روشن)"),
    ],
)
def test_conditions_are_told_in_both_languages_and_written_as_they_were(written, en, fa):
    read = condition(written)
    assert (read.says({}).en, read.says({}).fa) == (en, fa)
    assert read.written == written


def test_unknown_is_neither_true_nor_false():
    question = traced((1000, "a.b", True), (3000, "c.d", True), (5000, "c.d", False))
    for written, true, false in [
        ("a.b", [(1000, 10_000)], []),
        ({"not": "a.b"}, [], [(1000, 10_000)]),
        ({"all": ["a.b", "c.d"]}, [(3000, 5000)], [(5000, 10_000)]),
        ({"any": ["a.b", "c.d"]}, [(1000, 10_000)], []),
        ({"any": [{"not": "a.b"}, "c.d"]}, [(3000, 5000)], [(5000, 10_000)]),
        ({"all": [{"not": "a.b"}, "c.d"]}, [], [(1000, 10_000)]),
        ({"e.f": {"not": "ON"}}, [], []),
    ]:
        read = condition(written)
        assert read.intervals(question) == true, written
        assert read.intervals(question, when=False) == false, written


def test_of_simultaneous_events_the_last_holds():
    question = traced((0, "a.b", False), (1000, "a.b", True), (1000, "a.b", False), (2000, "a.b", True))
    assert condition("a.b").becomes(question) == [2000]


def test_what_was_found_is_told_with_how_far_it_is_off():
    question = traced((0, "a.b", 20.0), (1000, "a.b", 25.5), (2000, "a.b", 26.25), (3000, "a.b", 21))
    band = condition({"a.b": [20, 24]})
    ((start, end),) = band.intervals(question, when=False)
    worst = band.worst_moment(question, (start, end))
    assert worst == 2000
    assert band.found(question, worst).en == "a.b was 26.25, off by 2.25"
    assert "۲٫۲۵" in band.found(question, worst).fa
    assert condition("c.d").found(question, 0).en == "c.d was unknown"


def test_the_truth_about_a_room_is_no_message_of_its_other_quantities():
    question = traced((0, "room.hall.a", 1), (1000, "room.hall.b", 2), (2000, "room.hall.a", 1))
    assert condition({"room.hall.a": 1}).reports(question) == [0, 2000]


@pytest.mark.parametrize("written", [{}, "lamp", ["a.b"], 5, {"all": []}, {"all": ["a.b"], "any": ["a.b"]}])
def test_what_is_no_condition_is_refused(written):
    with pytest.raises(ValidationError):
        condition(written)
