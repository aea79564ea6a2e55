"""One program cannot take the house's time from the others."""

from __future__ import annotations

import pytest

from exercises.lockstep.house_share import SAVED_S, SHARE, HouseShare


class Wall:
    now_s = 100.0

    def __call__(self):
        return self.now_s

    def take(self, seconds):
        self.now_s += seconds


def test_a_program_that_takes_little_never_waits():
    wall = Wall()
    share = HouseShare(wall)
    for _ in range(1000):
        share.spend(lambda: wall.take(0.0001))
        assert share.wait_s() == 0
        wall.take(0.002)


def test_what_is_taken_too_much_is_waited_for():
    wall = Wall()
    share = HouseShare(wall)
    share.spend(lambda: wall.take(SAVED_S + 0.05))
    assert share.wait_s() == pytest.approx(0.05 / SHARE)
    wall.take(0.05 / SHARE)
    assert share.wait_s() == pytest.approx(0)


def test_idle_time_is_not_saved_for_ever():
    wall = Wall()
    share = HouseShare(wall)
    wall.take(10_000)
    share.spend(lambda: wall.take(2 * SAVED_S))
    assert share.wait_s() == pytest.approx(SAVED_S / SHARE)
