"""What is asked of one value: how it is written, what passes, and how it is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rulebook.comparison import ON, Comparison
from simulator.mistakes import WrongValue

PARAMETERS = {"target": 21, "mode": "heat"}


@pytest.mark.parametrize(
    ("written", "passes", "fails", "en", "fa"),
    [
        ("ON", ["ON"], ["on", True, None], "= ON", "= ON"),
        (True, [True], [1, "true", False], "= true", "= true"),
        (3, [3, 3.0], [True, "3", 4], "= 3", "= ۳"),
        ([20, 24], [20, 22.5, 24], [19.9, 24.1, "22", True, None], "between 20 and 24", "بین ۲۰ و ۲۴"),
        ({"above": 5}, [5.1], [5, "6", True, None], "above 5", "بیش از ۵"),
        ({"below": 5}, [4.9], [5, False, None], "below 5", "کمتر از ۵"),
        ({"at_least": 5}, [5, 6], [4], "at least 5", "دست‌کم ۵"),
        ({"at_most": 5.5}, [5.5], [5.6], "at most 5.5", "حداکثر ۵٫۵"),
        ({"not": "ON"}, ["OFF", None, 1], ["ON"], "≠ ON", "≠ ON"),
        ({"one_of": ["heat", "idle"]}, ["heat", "idle"], ["off"], "one of heat / idle", "یکی از heat / idle"),
        ("$mode", ["heat"], ["$mode"], "= heat", "= heat"),
        ("$target", [21], [20], "= 21", "= ۲۱"),
        (["$target - 1", "$target + 1"], [20, 22], [19, 23], "between 20 and 22", "بین ۲۰ و ۲۲"),
    ],
)
def test_every_form_passes_what_it_says(written, passes, fails, en, fa):
    comparison = Comparison.parse(written)
    assert all(comparison.is_met_by(value, PARAMETERS) for value in passes)
    assert not any(comparison.is_met_by(value, PARAMETERS) for value in fails)
    says = comparison.says(PARAMETERS)
    assert (says.en, says.fa) == (en, fa)
    assert comparison.written == written
    assert Comparison.parse(comparison.written) == comparison


@pytest.mark.parametrize("value", [True, 1, 0.5, "ON", "on", "OPEN", "heat", "TRUE"])
def test_on_is_what_is_not_off(value):
    assert ON.is_met_by(value, {})


@pytest.mark.parametrize("value", [False, 0, None, "OFF", "off", "CLOSE", "idle", "", "offline", {}])
def test_off_is_not_on(value):
    assert not ON.is_met_by(value, {})


@pytest.mark.parametrize(
    "written",
    [
        None,
        [],
        [1],
        [1, 2, 3],
        {},
        {"above": 1, "below": 2},
        {"above": "high"},
        {"near": 5},
        ["a", "b"],
        {"not": [1]},
    ],
)
def test_what_is_no_comparison_is_refused(written):
    with pytest.raises(WrongValue):
        Comparison.parse(written)


@given(st.floats(-50, 50), st.floats(-50, 50), st.floats(-50, 50))
def test_excess_is_how_far_a_number_would_have_to_move_to_pass(one, other, value):
    low, high = sorted((one, other))
    excess = Comparison.parse([low, high]).excess(value, {})
    assert excess == pytest.approx(abs(value - min(max(value, low), high)))


def test_a_parameter_that_is_not_given_is_told_as_it_is_written():
    assert Comparison.parse({"above": "$target"}).says({}).en == "above $target"
