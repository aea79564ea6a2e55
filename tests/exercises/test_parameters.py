"""Parameters: each student has their own, the same every time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.parameters import Parameter, as_environment

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
    "values", [{}, {"choices": [1], "range": [1, 2]}, {"range": [2, 1]}, {"range": [1, 2], "step": 0}]
)
def test_a_parameter_needs_values(values):
    with pytest.raises(ValidationError):
        parameter(**values)


def test_programs_find_parameters_in_upper_case():
    assert as_environment({"off_after": 180, "colour": "red"}) == {
        "PARAM_OFF_AFTER": "180",
        "PARAM_COLOUR": "red",
    }
