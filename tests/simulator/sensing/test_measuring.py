"""From the true value to the measured one."""

import math
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.property import Property, Sensing
from devices.text import Text
from simulator.randomness import Stream
from simulator.sensing.measuring import Sensor, quantise


def sensor(**sensing):
    sensed = Property(
        "temperature",
        "numeric",
        Text("T", "د"),
        Text("T", "د"),
        minimum=-40,
        maximum=80,
        sensing=Sensing(**sensing),
    )
    return Sensor(sensed, Stream(1, "x.temperature"))


def test_without_errors_it_shows_the_truth():
    assert sensor().measure(21.25, 0) == 21.25


def test_it_follows_with_its_lag():
    slow = sensor(lag_s=120)
    slow.measure(0.0, 0)
    assert slow.measure(10.0, 120_000) == pytest.approx(10 * (1 - math.exp(-1)), abs=1e-5)


def test_noise_has_its_size_and_bias_stays():
    noisy = sensor(noise=0.5, bias=2.0)
    shown = [noisy.measure(20.0, 0) for _ in range(3000)]
    assert pstdev(shown) == pytest.approx(0.5, abs=0.03)
    bias = fmean(shown) - 20.0
    assert abs(bias) > 0.05, "this stream draws a bias that is not zero"


@given(st.floats(-1e6, 1e6))
def test_it_never_leaves_its_range(true):
    assert -40 <= sensor(noise=3.0).measure(true, 0) <= 80


@pytest.mark.parametrize("value", [True, False, "heat", None])
def test_what_is_no_number_is_shown_as_it_is(value):
    assert sensor(noise=1.0).measure(value, 0) is value


@given(st.floats(-1e4, 1e4), st.sampled_from([0.01, 0.1, 0.5, 1, 5]))
def test_quantised_values_are_near_and_on_the_grid(value, resolution):
    shown = quantise(value, resolution)
    assert abs(shown - value) <= resolution / 2 + 1e-6
    assert quantise(shown, resolution) == shown
    assert len(str(abs(shown))) < 10, "no digits that floats add"
    assert isinstance(shown, int) == (resolution >= 1)
