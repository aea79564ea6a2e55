"""From the true value to the measured one."""

import math
from itertools import pairwise
from statistics import fmean, pstdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.property import Property, Sensing
from devices.text import Text
from simulator.randomness import Stream
from simulator.sensing.measuring import Sensor, quantise


def sensed(**sensing):
    title = Text("T", "د")
    return Property(
        "temperature", "numeric", title, title, minimum=-40, maximum=80, sensing=Sensing(**sensing)
    )


def sensor(**sensing):
    return Sensor(sensed(**sensing), Stream(1, "x.temperature"))


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


def test_copies_differ_in_gain_and_in_how_they_drift():
    copies = [
        Sensor.of(sensed(gain=0.1, drift_per_day=2), 1, f"copy_{number}.temperature") for number in range(500)
    ]
    day_ms = 86_400_000
    first = [copy.measure(20.0, 0) for copy in copies]
    later = [copy.measure(20.0, 3 * day_ms) for copy in copies]
    assert pstdev(first) == pytest.approx(20 * 0.1, rel=0.1)
    assert pstdev([after - before for before, after in zip(first, later, strict=True)]) == pytest.approx(
        3 * 2, rel=0.1
    )


def test_it_wanders_slowly():
    slow = Sensor.of(sensed(wander=1.0, wander_s=3600), 1, "x.temperature")
    errors = [slow.measure(20.0, minute * 60_000) - 20 for minute in range(1000)]
    steps = [after - before for before, after in pairwise(errors)]
    assert pstdev(errors) > 3 * pstdev(steps)


def test_what_it_lacks_costs_no_chance():
    plain, pedantic = (sensor(noise=0.5, bias=1, **more) for more in ({}, {"gain": 0, "wander": 0}))
    assert [plain.measure(20.0, 0) for _ in range(5)] == [pedantic.measure(20.0, 0) for _ in range(5)]


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
