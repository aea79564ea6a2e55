"""Predicted mean vote and dissatisfaction against ISO 7730:2005, and clothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.world.comfort import clothing_clo, dissatisfied_percent, predicted_mean_vote

# ISO 7730:2005, table D.1: air °C, radiant °C, m/s, %, met, clo → PMV, PPD.
TABLE = [
    (22.0, 22.0, 0.10, 60, 1.2, 0.5, -0.75, 17),
    (27.0, 27.0, 0.10, 60, 1.2, 0.5, 0.77, 17),
    (27.0, 27.0, 0.30, 60, 1.2, 0.5, 0.44, 9),
    (23.5, 25.5, 0.10, 60, 1.2, 0.5, -0.01, 5),
    (23.5, 25.5, 0.30, 60, 1.2, 0.5, -0.55, 11),
    (19.0, 19.0, 0.10, 40, 1.2, 1.0, -0.60, 13),
    (23.5, 23.5, 0.30, 40, 1.2, 1.0, 0.12, 5),
    (22.0, 22.0, 0.10, 60, 1.6, 0.5, 0.05, 5),
    (27.0, 27.0, 0.10, 60, 1.6, 0.5, 1.17, 34),
    (27.0, 27.0, 0.30, 60, 1.6, 0.5, 0.95, 24),
]


@pytest.mark.parametrize(("air", "radiant", "wind", "humidity", "met", "clo", "vote", "dissatisfied"), TABLE)
def test_votes_are_those_of_the_standard(air, radiant, wind, humidity, met, clo, vote, dissatisfied):
    found = predicted_mean_vote(air, radiant, wind, humidity, met, clo)
    assert found == pytest.approx(vote, abs=0.015)
    assert dissatisfied_percent(found) == pytest.approx(dissatisfied, abs=0.8)


def test_five_of_a_hundred_are_never_satisfied():
    assert dissatisfied_percent(0) == 5
    assert dissatisfied_percent(1) == dissatisfied_percent(-1) == pytest.approx(26.1, abs=0.1)


@given(st.floats(10, 35), st.floats(0.5, 3), st.floats(10, 90), st.floats(0.8, 2.5), st.floats(0.3, 1.2))
def test_warmer_air_is_felt_as_warmer(air, warmer, humidity, met, clo):
    cool = predicted_mean_vote(air, air, 0.1, humidity, met, clo)
    assert predicted_mean_vote(air + warmer, air + warmer, 0.1, humidity, met, clo) > cool


def test_clothing_follows_the_season():
    assert clothing_clo(-10) == 1.0
    assert clothing_clo(30) == 0.46
    dressed = [clothing_clo(outdoor) for outdoor in range(-10, 35)]
    assert dressed == sorted(dressed, reverse=True)
