"""What a device accepts when it is told to take a value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.command import ValueRefused
from devices.registry import find

STATE = find("LED1623G12").commands["state"]
BRIGHTNESS = find("LED1623G12").commands["brightness"]
SETPOINT = find("TRVZB").commands["occupied_heating_setpoint"]
MODE = find("TRVZB").commands["system_mode"]


@pytest.mark.parametrize("written", ["ON", "on", "On"])
def test_words_are_accepted_in_any_case(written):
    assert STATE.accept(written) == "ON"


def test_a_lamp_can_be_toggled():
    assert STATE.accept("TOGGLE") == "TOGGLE"


@pytest.mark.parametrize("written", ["AN", True, 1, None, ["ON"], {"state": "ON"}])
def test_anything_else_is_refused_and_says_what_would_be_right(written):
    with pytest.raises(ValueRefused) as refused:
        STATE.accept(written)
    assert "ON or OFF or TOGGLE" in refused.value.says.en
    assert "ON یا OFF" in refused.value.says.fa


def test_numbers_may_be_written_as_text():
    assert SETPOINT.accept("21.5") == 21.5
    assert BRIGHTNESS.accept(100.0) == 100


@given(st.floats() | st.integers() | st.text() | st.none() | st.booleans())
def test_a_number_is_in_its_range_or_refused(written):
    try:
        accepted = BRIGHTNESS.accept(written)
    except ValueRefused:
        return
    assert 0 <= accepted <= 254


def test_an_enum_takes_its_choices_only():
    assert MODE.accept("off") == "off"
    with pytest.raises(ValueRefused, match="off or auto or heat"):
        MODE.accept("cool")
