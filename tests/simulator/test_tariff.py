"""Prices by steps and periods."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from simulator.tariff import PERIODS, Tariff

STEPS = [
    {"up_to_kwh": 100, "rials_per_kwh": 1000},
    {"up_to_kwh": 200, "rials_per_kwh": 2000},
    {"rials_per_kwh": 5000},
]
SUMMER = {
    "begins": "05-22",
    "hours": [
        {"from": "18:00", "period": "normal"},
        {"from": "00:00", "period": "off_peak"},
        {"from": "08:00", "period": "normal"},
        {"from": "12:00", "period": "peak"},
    ],
}
WINTER = {
    "begins": "09-23",
    "hours": [
        {"from": "07:00", "period": "normal"},
        {"from": "19:00", "period": "peak"},
        {"from": "23:00", "period": "off_peak"},
    ],
}
FACTORS = {"off_peak": 0.5, "peak": 2.0}
NEW_YEAR = datetime.fromisoformat("2026-01-01T00:00")
TARIFF = Tariff.model_validate({"steps": STEPS, "seasons": [SUMMER, WINTER], "factors": FACTORS})


@pytest.mark.parametrize(
    ("moment", "period"),
    [
        ("2026-07-01T11:59:59", "normal"),
        ("2026-07-01T12:00:00", "peak"),
        ("2026-07-01T00:00:00", "off_peak"),
        ("2026-12-01T12:00:00", "normal"),
        ("2026-12-01T22:59:59", "peak"),
        ("2026-12-01T03:00:00", "off_peak"),  # begun the evening before
        ("2026-02-01T03:00:00", "off_peak"),  # winter began the year before
        ("2026-05-21T12:00:00", "normal"),
        ("2026-05-22T12:00:00", "peak"),
    ],
)
def test_the_period_follows_the_hour_and_the_season(moment, period):
    assert TARIFF.period_at(datetime.fromisoformat(moment)) == period


def test_without_seasons_every_hour_is_normal():
    assert Tariff().period_at(datetime.fromisoformat("2026-07-01T13:00")) == "normal"


@given(st.timedeltas(timedelta(0), timedelta(days=730)).map(lambda passed: NEW_YEAR + passed))
def test_between_two_turns_nothing_changes(moment):
    turn = TARIFF.next_turn(moment)
    assert moment < turn <= moment + timedelta(days=1)
    assert TARIFF.period_at(moment) == TARIFF.period_at(turn - timedelta(milliseconds=1))


@pytest.mark.parametrize(
    ("kwh", "rials"), [(0, 0), (60, 60_000), (100, 100_000), (150, 200_000), (250, 550_000)]
)
def test_each_step_has_its_price(kwh, rials):
    assert TARIFF.energy_rials([kwh, 0, 0]) == pytest.approx(rials)


def test_what_was_used_before_fills_the_lower_steps():
    assert TARIFF.energy_rials([20, 0, 0], used_kwh=190) == pytest.approx(10 * 2000 + 10 * 5000)


def test_a_period_multiplies_the_mean_price_of_the_steps():
    mean = (100 * 1000 + 20 * 2000) / 120
    assert TARIFF.energy_rials([60, 40, 20]) == pytest.approx(mean * (60 + 40 * 2.0 + 20 * 0.5))


@given(st.floats(0, 300), st.floats(0, 300))
def test_a_month_costs_the_same_in_two_parts(first, second):
    whole = TARIFF.energy_rials([first + second, 0, 0])
    parts = TARIFF.energy_rials([first, 0, 0]) + TARIFF.energy_rials([second, 0, 0], used_kwh=first)
    assert parts == pytest.approx(whole, abs=1e-6)


@given(st.sampled_from([50.0, 150.0, 300.0]), st.sampled_from(PERIODS))
def test_the_price_is_that_of_the_next_kilowatt_hour(used, period):
    one = [1.0 if each == period else 0.0 for each in PERIODS]
    assert TARIFF.price(used, period) == pytest.approx(TARIFF.energy_rials(one, used_kwh=used))


@pytest.mark.parametrize("limits", [[200, 100, None], [None, 100], [100, 100, None], [100, 200]], ids=str)
def test_limits_that_do_not_rise_to_an_open_step_are_refused(limits):
    steps = [
        {"rials_per_kwh": 1} if limit is None else {"rials_per_kwh": 1, "up_to_kwh": limit}
        for limit in limits
    ]
    with pytest.raises(ValidationError, match="steps should rise"):
        Tariff.model_validate({"steps": steps})


@pytest.mark.parametrize("begins", ["21-03", "3-21", "02-00", 321])
def test_a_season_that_begins_on_no_day_is_refused(begins):
    with pytest.raises(ValidationError, match="month and a day"):
        Tariff.model_validate({"seasons": [{**SUMMER, "begins": begins}]})
