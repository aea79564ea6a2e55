"""Durations of rules: amounts and parameters, added and subtracted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exercises.rulebook.duration import Duration
from simulator.mistakes import WrongValue


@pytest.mark.parametrize(
    ("written", "expected_ms"),
    [
        ("5s", 5_000),
        ("250ms", 250),
        ("1h30m", 5_400_000),
        ("$off_after", 180_000),
        ("$off_after + 5s", 185_000),
        ("$off_after-1s", 179_000),
        ("10m - $off_after", 420_000),
        ("$off_after + $off_after", 360_000),
    ],
)
def test_durations_are_sums_of_amounts_and_parameters(written, expected_ms):
    assert Duration.parse(written).milliseconds({"off_after": 180}) == expected_ms


@pytest.mark.parametrize(
    "written", ["", "5", "s", "5 apples", "$", "$Off", "5s +", "+ 5s", "5s * 2", "$a $b"]
)
def test_what_is_no_duration_is_refused_with_what_would_be_right(written):
    with pytest.raises(WrongValue) as refused:
        Duration.parse(written)
    assert "5s, 2m, $off_after" in refused.value.wrong.en
    assert "$off_after" in refused.value.wrong.fa


@given(st.lists(st.tuples(st.sampled_from("+-"), st.integers(0, 10_000)), min_size=1))
def test_any_sum_of_seconds_is_that_sum(terms):
    written = "0s" + "".join(f" {sign} {seconds}s" for sign, seconds in terms)
    expected = sum(seconds if sign == "+" else -seconds for sign, seconds in terms)
    assert Duration.parse(written).milliseconds({}) == expected * 1000


def test_a_duration_names_its_parameters():
    assert Duration.parse("$a + 5s - $b").parameters == {"a", "b"}
