"""Water on floors."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.house import House
from simulator.world.floor import Floors

TITLE = {"en": "Room", "fa": "اتاق"}


def floors():
    rooms = {"bathroom": {"title": TITLE, "area_m2": 5}, "hall": {"title": TITLE, "area_m2": 10}}
    return Floors(House.model_validate({"title": TITLE, "rooms": rooms}))


def test_what_is_spilt_wets_its_room_until_it_is_wiped_up():
    wet = floors()
    wet.spill("bathroom", 3.0)
    assert (wet.is_wet("bathroom"), wet.is_wet("hall")) == (True, False)
    wet.wipe("bathroom")
    assert not wet.is_wet("bathroom")


def test_a_glass_of_water_dries_in_some_hours():
    wet = floors()
    wet.spill("hall", 0.25)
    hours = 0
    while wet.is_wet("hall"):
        wet.step(1)
        hours += 1
    assert 10 < hours < 48


@given(st.lists(st.floats(0, 50), max_size=20))
def test_what_dries_is_in_the_air(spilt):
    wet, dried_l = floors(), 0.0
    for litres in spilt:
        wet.spill("bathroom", litres)
        wet.step(0.5)
        dried_l += 0.5 * wet.moisture_g_h("bathroom") / 1000
    assert wet.water_l("bathroom") + dried_l == pytest.approx(sum(spilt), abs=1e-9)
    assert wet.moisture_g_h("hall") == 0
