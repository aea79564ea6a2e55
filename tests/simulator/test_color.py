"""Colours in all the ways in which programs write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.white_light import xy_of_white
from simulator.color import both_forms, hue_saturation_of, is_colored, read_color, xy_of


@pytest.mark.parametrize(
    ("hue", "saturation", "x", "y"),
    [(0, 100, 0.64, 0.33), (120, 100, 0.30, 0.60), (240, 100, 0.15, 0.06), (0, 0, 0.3127, 0.3290)],
    ids=["red", "green", "blue", "white"],
)
def test_the_corners_of_srgb_are_where_its_standard_has_them(hue, saturation, x, y):
    assert xy_of(hue, saturation) == pytest.approx((x, y), abs=0.001)


@given(st.integers(0, 359), st.integers(20, 100))
def test_there_and_back_gives_the_same_colour(hue, saturation):
    back_hue, back_saturation = hue_saturation_of(*xy_of(hue, saturation))
    assert min(abs(back_hue - hue), 360 - abs(back_hue - hue)) <= 1
    assert abs(back_saturation - saturation) <= 1


@given(st.floats(0, 1), st.floats(0, 1))
def test_every_point_of_the_diagram_has_a_hue_and_a_saturation(x, y):
    hue, saturation = hue_saturation_of(x, y)
    assert 0 <= hue < 360
    assert 0 <= saturation <= 100


@given(st.recursive(st.none() | st.booleans() | st.floats() | st.text(), st.lists, max_leaves=4))
def test_nonsense_is_no_colour_and_no_error(nonsense):
    assert read_color(nonsense) is None or isinstance(nonsense, str)
    for key in ("x", "hue", "h", "r", "hex"):
        read_color({key: nonsense, "y": nonsense, "saturation": nonsense, "g": nonsense, "b": nonsense})


def test_what_the_lamp_knows_itself_stays_as_it_is():
    assert both_forms({"x": 0.64, "y": 0.33}) == {"x": 0.64, "y": 0.33, "hue": 0, "saturation": 100}
    assert both_forms({"hue": 0, "saturation": 100})["x"] == pytest.approx(0.64, abs=0.001)
    assert both_forms({}) == {"x": None, "y": None, "hue": None, "saturation": None}


def test_a_lamp_shows_a_white_or_a_colour():
    x, y = xy_of_white(370)
    assert not is_colored({"x": x, "y": y}, 370)
    assert is_colored({"x": 0.64, "y": 0.33}, 370)
    assert not is_colored(None, 370)
