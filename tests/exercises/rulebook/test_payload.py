"""What a message has to contain, and how a student is told what is wrong with it."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.rulebook.payload import Shape
from exercises.rulebook.question import Question
from simulator.trace import Trace

QUESTION = Question(
    Trace(), {"limit": 5}, 0, datetime.fromisoformat("2027-01-14T08:00"), timedelta(hours=3.5)
)
SENSOR = {
    "fields": {
        "temperature": {"type": "number", "value": [-40, 85]},
        "unit": {"value": {"one_of": ["C", "F"]}},
        "at": {"type": "utc_time", "within": "5s"},
        "note": {"type": "text", "optional": True},
        "scale": {"value": "C", "optional": True},
    },
    "only": True,
}
GOOD = {"temperature": 21.5, "unit": "C", "at": "2027-01-14T04:31:00Z"}


def complaint(shape, value, at_ms=60_000):
    found = Shape.model_validate(shape).complaint(value, "", QUESTION, at_ms)
    assert found is None or (found.en and found.fa)
    return found and found.en


def test_a_good_message_has_nothing_wrong():
    assert complaint(SENSOR, GOOD) is None
    assert complaint(SENSOR, {**GOOD, "note": "open window"}) is None


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"temperature": "3.8"}, 'temperature should be a number, but is "3.8"'),
        ({"temperature": True}, "temperature should be a number, but is true"),
        ({"temperature": None}, "temperature should be a number, but is null"),
        ({"temperature": 200}, "temperature should be between -40 and 85, but is 200"),
        ({"scale": "K"}, 'scale should be C, but is "K"'),
        ({"unit": "K"}, 'unit should be one of C / F, but is "K"'),
        ({"at": "2027-01-14T08:01:00"}, "at should be a time in UTC"),
        ({"at": "2027-01-14T08:01:00+03:30"}, "at should be a time in UTC"),
        ({"at": "yesterday"}, "at should be a time in UTC"),
        ({"at": "2027-01-14T08:01:00Z"}, "at is 3 h 30 min ahead of the message"),
        ({"at": "2027-01-14T04:30:00Z"}, "at is 1 min behind the message"),
        ({"note": 7}, "note should be text in quotation marks, but is 7"),
        ({"humidity": 40}, "humidity should not be there"),
    ],
)
def test_what_is_wrong_is_told_by_the_field(change, says):
    assert complaint(SENSOR, {**GOOD, **change}).startswith(says)


def test_a_missing_field_is_named():
    assert complaint(SENSOR, {"temperature": 1}) == "unit is missing"


def test_what_lies_deeper_is_named_with_its_way():
    shape = {"fields": {"rooms": {"items": {"fields": {"t": "number"}}}}}
    assert complaint(shape, {"rooms": [{"t": 1}, {"t": "x"}]}) == 'rooms.1.t should be a number, but is "x"'
    assert complaint(shape, {"rooms": {}}).startswith("rooms should be a list")


def test_what_a_program_says_at_length_is_told_in_short():
    assert len(complaint("number", "x" * 5000)) < 150
    assert len(complaint({"fields": {}, "only": True, "type": "object"}, {"x" * 5000: 1})) < 150


def test_a_value_may_be_a_parameter_of_the_exercise():
    shape = {"type": "integer", "value": {"at_most": "$limit"}}
    assert complaint(shape, 5) is None
    assert complaint(shape, 6) == "the payload should be at most 5, but is 6"
    assert complaint(shape, 5.0).startswith("the payload should be a whole number")


@pytest.mark.parametrize(
    "shape",
    [
        {},
        {"type": "sausage"},
        {"type": "number", "within": "5s"},
        {"type": "text", "fields": {"a": "number"}},
    ],
)
def test_a_shape_that_makes_no_sense_is_refused(shape):
    with pytest.raises(ValidationError):
        Shape.model_validate(shape)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=50),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(json_values, st.dictionaries(st.sampled_from(sorted(GOOD)), json_values))
def test_whatever_a_program_sends_gets_an_answer(value, change):
    complaint(SENSOR, value)
    complaint(SENSOR, {**GOOD, **change})
