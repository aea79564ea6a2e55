"""Parameters: each student has their own, the same every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.parameters import Parameter, as_environment, draw_all, sample

LABEL = {"en": "Time", "fa": "زمان"}


def parameter(**values):
    return Parameter.model_validate({"name": "off_after", "label": LABEL, **values})


@given(st.text())
def test_a_draw_is_one_of_the_values_and_always_the_same(student):
    one = parameter(range=[120, 300], step=20)
    assert one.draw(student) in range(120, 301, 20)
    assert one.draw(student) == one.draw(student)


def test_students_differ():
    drawn = {parameter(range=[120, 300], step=20).draw(f"student {number}") for number in range(200)}
    assert drawn == set(range(120, 301, 20))


def test_parameters_of_different_names_are_drawn_independently():
    other = Parameter.model_validate({"name": "other", "label": LABEL, "range": [120, 300], "step": 20})
    one = parameter(range=[120, 300], step=20)
    assert any(one.draw(str(number)) != other.draw(str(number)) for number in range(20))


def test_a_draw_does_not_depend_on_the_machine():
    assert parameter(choices=["red", "green", "blue"]).draw("motion-light\n1\nsara") == "green"


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"choices": [1], "range": [1, 2]},
        {"range": [2, 1]},
        {"range": [1, 2], "step": 0},
        {"choices": [1], "value": "$room"},
        {"by": {"room": {"living": 1}, "target": {"1": 1}}},
    ],
)
def test_a_parameter_needs_values(values):
    with pytest.raises(ValidationError):
        parameter(**values)


def test_programs_find_parameters_in_upper_case():
    assert as_environment({"off_after": 180, "colour": "red"}) == {
        "PARAM_OFF_AFTER": "180",
        "PARAM_COLOUR": "red",
    }


def test_decimals_go_in_exact_steps():
    assert parameter(range=[0.1, 0.5], step=0.1).values == (0.1, 0.2, 0.3, 0.4, 0.5)
    assert parameter(range=[1, 2], step=0.5).values == (1.0, 1.5, 2.0)
    assert parameter(range=[1, 2]).values == (1, 2)


ROOM = parameter(choices=["living", "kitchen"]).model_copy(update={"name": "room"})
LAMP = parameter(value="${room}_lamp").model_copy(update={"name": "lamp"})
TARGET = parameter(by={"room": {"living": 21, "kitchen": 19}}).model_copy(update={"name": "target"})


def test_some_parameters_follow_from_those_above_them():
    drawn = [draw_all((ROOM, LAMP, TARGET), f"student {number}") for number in range(20)]
    assert {tuple(each.values()) for each in drawn} == {
        ("living", "living_lamp", 21),
        ("kitchen", "kitchen_lamp", 19),
    }


def test_a_sample_has_every_value_of_every_parameter():
    numbers = parameter(range=[1, 5])
    drawn = list(sample((ROOM, LAMP, numbers)))
    assert len(drawn) == 5
    assert {each["room"] for each in drawn} == {"living", "kitchen"}
    assert {each["off_after"] for each in drawn} == {1, 2, 3, 4, 5}
    assert list(sample(())) == [{}]
