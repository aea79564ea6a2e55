"""The JSON Schema of what a device publishes."""

import jsonschema_rs
import pytest

from devices.registry import catalog, find
from devices.schema import payload_schema


@pytest.mark.parametrize("model", list(catalog()))
def test_it_is_itself_a_valid_schema(model):
    jsonschema_rs.meta.validate(payload_schema(find(model)))


def test_a_number_has_its_range_and_says_its_unit():
    humidity = payload_schema(find("SNZB-02"))["properties"]["humidity"]
    assert (humidity["type"], humidity["minimum"], humidity["maximum"]) == ("number", 0, 100)
    assert humidity["description"].endswith("in %")


def test_two_values_are_two_words_and_an_action_may_be_empty():
    assert payload_schema(find("MCCGQ11LM"))["properties"]["contact"]["enum"] == [False, True]
    assert payload_schema(find("HS2DB"))["properties"]["action"]["enum"] == ["pressed", ""]


def test_a_colour_is_an_object():
    color = payload_schema(find("LED1924G9"))["properties"]["color"]
    assert (color["type"], color["required"]) == ("object", ["x", "y"])


def test_what_the_device_does_not_have_is_refused():
    schema = jsonschema_rs.Draft202012Validator(payload_schema(find("SNZB-01")))
    good = {"battery": 90, "action": "single", "linkquality": 120}
    assert schema.is_valid(good)
    assert not schema.is_valid(good | {"temperature": 20})
    assert not schema.is_valid(good | {"action": "triple"})
