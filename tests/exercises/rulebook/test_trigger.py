"""Triggers: the occasions on which a rule asks for something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from exercises.rulebook.question import Question
from exercises.rulebook.trigger import Trigger
from simulator.trace import Trace

TRIGGER = TypeAdapter(Trigger)
ON = {"sensor.motion": True}


def seconds_of(written, moments, end_s=1000):
    trace = Trace()
    trace.record(0, "house", "sensor.motion", False)
    for at_s, value in moments:
        trace.record(at_s * 1000, "house", "sensor.motion", value)
    times = TRIGGER.validate_python(written).times(Question(trace, {"quiet": 100}, end_s * 1000))
    return [at_ms // 1000 for at_ms in times]


VISIT = [(10, True), (75, True), (140, True), (230, False), (400, True), (490, False)]


def test_each_is_every_message_with_the_value():
    assert seconds_of({"each": ON}, VISIT) == [10, 75, 140, 400]


def test_rise_is_where_the_value_begins():
    assert seconds_of({"rise": ON}, VISIT) == [10, 400]


def test_fall_is_where_the_value_ends():
    assert seconds_of({"fall": ON}, VISIT) == [230, 490]


def test_changes_are_all_but_what_it_begins_with():
    assert seconds_of({"changes": "sensor.motion"}, VISIT) == [10, 230, 400, 490]


def test_what_comes_after_the_run_is_none_of_it():
    assert seconds_of({"changes": "sensor.motion"}, VISIT, end_s=300) == [10, 230]
    assert seconds_of({"each": ON}, VISIT, end_s=300) == [10, 75, 140]


def test_triggers_are_told_in_both_languages():
    told = {keyword: TRIGGER.validate_python({keyword: ON}).says({}) for keyword in ("each", "rise", "fall")}
    assert told["rise"].en == told["each"].en == "sensor.motion = true"
    assert told["fall"].en == "the end of sensor.motion = true"
    assert told["fall"].fa == "پایان sensor.motion = true"
    assert TRIGGER.validate_python({"changes": "a.b"}).says({}).fa == "تغییر a.b"


def test_last_is_followed_by_quiet():
    assert seconds_of({"last": ON, "quiet_for": "$quiet"}, VISIT) == [140, 400]


def test_last_needs_to_see_the_whole_quiet():
    assert seconds_of({"last": ON, "quiet_for": "100s"}, VISIT, end_s=499) == [140]
    assert seconds_of({"last": ON, "quiet_for": "100s"}, VISIT, end_s=500) == [140, 400]


def test_again_follows_another_closely():
    assert seconds_of({"again": ON, "within": "100s"}, VISIT) == [75, 140]


@given(st.sets(st.integers(1, 900)))
def test_every_message_either_comes_again_or_begins_a_visit_that_has_one_last_message(moments):
    reports = [(at_s, True) for at_s in sorted(moments)]
    again = seconds_of({"again": ON, "within": "50s"}, reports)
    last = seconds_of({"last": ON, "quiet_for": "50s"}, reports)
    assert len(again) + len(last) == len(reports)


@pytest.mark.parametrize(
    "written", [{}, {"every": ON}, {"last": ON}, {"each": ON, "quiet_for": "5s"}, {"each": {}}, "each", None]
)
def test_what_is_no_trigger_is_refused(written):
    with pytest.raises(ValidationError):
        TRIGGER.validate_python(written)
