"""An error that comes and goes slowly."""

import math
from statistics import fmean, pstdev

import pytest

from simulator.randomness import Stream
from simulator.sensing.wander import Wander

MINUTE = 60_000


def wander():
    return Wander(0.5, 600, Stream(1, "x.wander"))


def test_it_has_its_size_and_forgets_itself_with_its_time_constant():
    slow = wander()
    errors = [slow.at(minute * MINUTE) for minute in range(60_000)]
    assert fmean(errors) == pytest.approx(0, abs=0.03)
    assert pstdev(errors) == pytest.approx(0.5, rel=0.05)
    later = [now * then for now, then in zip(errors, errors[10:], strict=False)]
    assert fmean(later) / 0.25 == pytest.approx(math.exp(-1), abs=0.05), "ten minutes are one time constant"


def test_how_often_somebody_looks_changes_nothing():
    often, seldom = wander(), wander()
    for second in range(0, 7200, 7):
        often.at(second * 1000)
    assert often.at(7200_000) == seldom.at(7200_000)
