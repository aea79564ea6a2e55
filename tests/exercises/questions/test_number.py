"""A number, right within a tolerance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from exercises.questions.number import Number
from exercises.quiz.answer_type import Unanswerable
from tests.exercises.kinds.test_answers import DAY


def judged(given, right=100, within=2.0):
    return Number.model_validate({"right": right, "within": within}).judge(given, DAY)


@pytest.mark.parametrize(
    ("given", "within", "is_right"),
    [
        (102, 2.0, True),
        (98, 2.0, True),
        (102.001, 2.0, False),
        (105, "5%", True),
        (94.9, "5%", False),
        (100, 0, True),
    ],
)
def test_it_is_right_to_the_edge_of_its_tolerance(given, within, is_right):
    assert judged(given, within=within).is_right is is_right


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (104, "A little too high."),
        (96, "A little too low."),
        (120, "Too high."),
        (80, "Too low."),
        (1000, "Far too high."),
        (-1000, "Far too low."),
        ("warm", "This is not a number: warm."),
        (None, "This is not a number: None."),
    ],
)
def test_it_is_told_how_far_off_it_is(given, says):
    assert judged(given).says.en == says


@given(st.floats(allow_nan=False, allow_infinity=False), st.floats(-1e9, 1e9), st.floats(0, 1e3))
def test_no_answer_tells_the_right_number(given, right, within):
    judgement = judged(given, right, within)
    assert not any(character.isdigit() for character in judgement.says.en.replace(str(given)[:40], ""))


def test_a_right_value_of_nothing_cannot_be_answered():
    with pytest.raises(Unanswerable):
        judged(3, right={"mean": "nobody.temperature"})


@pytest.mark.parametrize("within", ["5 %", "much", "-3%"])
def test_a_tolerance_is_a_number_or_a_share(within):
    with pytest.raises(ValidationError):
        Number.model_validate({"right": 1, "within": within})
