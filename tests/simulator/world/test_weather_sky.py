"""The sky of one instant: dew point, and how cold it is to look at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.world.sky import Sky, dew_point_c, saturation_hpa
from simulator.world.sun import NO_LIGHT


def sky(temperature_c, humidity_percent, cloud=0.0, infrared_w_m2=None):
    vapour = saturation_hpa(temperature_c) * humidity_percent / 100
    return Sky(temperature_c, vapour, 850, cloud, NO_LIGHT, {}, infrared_w_m2=infrared_w_m2)


def test_the_dew_point_is_the_published_one():
    """25 °C at 50 %: 13.864 °C (psychrolib)."""
    assert dew_point_c(0.5 * saturation_hpa(25)) == pytest.approx(13.864, abs=0.05)


@given(st.floats(-40, 50))
def test_the_dew_point_undoes_saturation(temperature_c):
    assert dew_point_c(saturation_hpa(temperature_c)) == pytest.approx(temperature_c, abs=1e-6)


def test_a_clear_sky_is_colder_than_the_air_and_a_covered_one_less():
    clear, covered = sky(20, 30), sky(20, 30, cloud=1.0)
    assert clear.sky_temperature_c == pytest.approx(0, abs=4)
    assert clear.sky_temperature_c < covered.sky_temperature_c < 20


def test_what_was_measured_of_its_radiation_goes_before_the_estimate():
    """A black body at 0 °C radiates 315.66 W/m²."""
    assert sky(20, 30, infrared_w_m2=315.66).sky_temperature_c == pytest.approx(0, abs=0.01)


@given(st.floats(-30, 45), st.floats(0, 100), st.floats(0, 1))
def test_no_sky_is_warmer_than_the_air_or_absurdly_cold(temperature_c, humidity_percent, cloud):
    assert (
        temperature_c - 45
        < sky(temperature_c, humidity_percent, cloud).sky_temperature_c
        <= temperature_c + 1e-9
    )
