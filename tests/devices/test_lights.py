"""How lamps shine, and how the forms of their colour go together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.effect import Effect
from devices.registry import find
from devices.surroundings import Load
from devices.white_light import mired_of, xy_of_white
from tests.devices.working import AtWork


@given(st.integers(100, 500))
def test_a_white_on_the_diagram_is_found_back(mired):
    assert mired_of(*xy_of_white(mired)) == pytest.approx(mired, rel=0.02)


def test_daylight_and_candle_light_lie_where_the_tables_have_them():
    assert xy_of_white(1e6 / 6504) == pytest.approx((0.3135, 0.3237), abs=0.001)
    assert xy_of_white(1e6 / 2700) == pytest.approx((0.4599, 0.4106), abs=0.001)


def test_a_plain_lamp_is_on_or_off():
    work = AtWork(find("E27-9"))
    assert work.effect == Effect()
    work.handle("press")
    assert work.effect == Effect(heat_w=9, light_lm=806, power_w=9)


def test_a_white_that_is_set_shows_as_a_colour_and_the_other_way_round():
    work = AtWork(find("LED1924G9"))
    work.command({"color_temp": 250})
    assert (work.values["color_x"], work.values["color_y"]) == xy_of_white(250)
    work.command({"color_x": 0.44, "color_y": 0.403})
    assert work.values["color_temp"] == pytest.approx(1e6 / 2950, rel=0.02)
    assert work.values["state"] == "OFF", "a colour alone does not switch a lamp on"


def test_the_faintest_light_is_still_light():
    work = AtWork(find("LED1732G11"))
    work.command({"brightness": 0.2})
    assert (work.values["state"], work.values["brightness"]) == ("ON", 1)


def test_a_wall_dimmer_dims_the_lamps_behind_it():
    work = AtWork(find("C202"), load=Load(power_w=60, heat_w=60))
    work.command({"brightness": 127})
    assert work.effect == Effect(heat_w=30, light_lm=2700, power_w=30)
