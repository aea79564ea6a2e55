"""What people do to their rooms."""

import pytest

from simulator.activities import ACTIVITIES, COOKING_ON_ELECTRICITY
from simulator.doing import NOTHING, RESTING, Doing, exertion

EVERY = [*ACTIVITIES.items(), ("cook electrically", COOKING_ON_ELECTRICITY)]
VAPORISING_W_PER_G_H = 0.68


def test_flows_add_up_and_sounds_as_their_powers_do():
    together = Doing.of_all([Doing(heat_w=100, sound_db=60), Doing(heat_w=20, water_l_min=6, sound_db=60)])
    assert together.heat_w == 120
    assert together.water_l_min == 6
    assert together.sound_db == pytest.approx(63.01, abs=0.01)
    assert Doing.of_all([]) == NOTHING


def test_a_resting_body_gives_a_met():
    all_w = RESTING.heat_w + VAPORISING_W_PER_G_H * RESTING.moisture_g_h
    assert all_w == pytest.approx(58.15 * 1.8, rel=0.05), "58.15 W for each square metre of skin"
    assert RESTING.co2_l_h == pytest.approx(0.0052 * 3600, rel=0.002)


def test_who_works_gives_more_and_who_sleeps_less():
    assert exertion(1.0) == NOTHING
    assert exertion(2.0) == RESTING
    assert exertion(0.7).heat_w == pytest.approx(-22.5)


@pytest.mark.parametrize(("name", "activity"), EVERY)
def test_no_more_warmth_leaves_an_activity_than_it_takes(name, activity):
    doing = activity.doing
    given_w = doing.heat_w + VAPORISING_W_PER_G_H * doing.moisture_g_h
    warm_water_w = doing.water_l_min / 60 * 4186 * (40 - 25)
    assert given_w <= doing.power_w + doing.gas_w + (warm_water_w if name == "shower" else 0) + 1e-9


@pytest.mark.parametrize(("name", "activity"), EVERY)
def test_every_activity_has_an_end_and_does_something(name, activity):
    least, most = activity.lasts_ms
    assert 0 < least <= most
    assert activity.times_a_day > 0
    assert activity.doing != NOTHING
    assert all(flow >= 0 for flow in activity.doing)
