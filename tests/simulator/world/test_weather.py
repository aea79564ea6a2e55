"""The weather, against the climate that it is drawn from."""

from datetime import datetime
from itertools import pairwise
from statistics import fmean

import pytest

from simulator.climate import at_day, find_climate
from simulator.scenario import load_scenario
from simulator.world.weather import Weather, saturation_hpa

HOUR_MS = 3_600_000
SCENARIO = load_scenario("winter-day").model_copy(update={"start": datetime.fromisoformat("2027-01-01")})


def weather(seed=1, **weather_plan):
    plan = SCENARIO.weather.model_copy(update=weather_plan)
    return Weather(SCENARIO.model_copy(update={"seed": seed, "weather": plan}))


def test_saturation_is_the_published_one():
    """2338.80 Pa at 20 °C (ASHRAE, by psychrolib)."""
    assert saturation_hpa(20.0) == pytest.approx(23.388, rel=0.003)


def test_january_in_birjand_is_as_cold_as_it_is():
    """Monthly means 1991–2018: 3.8 °C, from −2.6 to 11.4."""
    days = [[weather(seed).at((24 * 15 + hour) * HOUR_MS) for hour in range(24)] for seed in range(60)]
    temperatures = [[outdoors.temperature_c for outdoors in day] for day in days]
    assert fmean(fmean(day) for day in temperatures) == pytest.approx(3.8, abs=1.0)
    assert fmean(min(day) for day in temperatures) == pytest.approx(-2.6, abs=1.5)
    assert fmean(max(day) for day in temperatures) == pytest.approx(11.4, abs=1.5)
    assert fmean(outdoors.humidity_percent for day in days for outdoors in day) == pytest.approx(56, abs=8)


def test_nights_are_colder_than_afternoons():
    sky = weather()
    assert sky.at(5 * HOUR_MS).temperature_c < sky.at(15 * HOUR_MS).temperature_c - 5


def test_nothing_jumps():
    sky = weather()
    course = [sky.at(minute * 60_000).temperature_c for minute in range(3 * 24 * 60)]
    assert max(abs(one - other) for one, other in pairwise(course)) < 0.2


def test_a_scenario_may_be_warmer_and_overcast():
    usual, other = weather().at(12 * HOUR_MS), weather(warmer_by_k=10, cloud=1.0).at(12 * HOUR_MS)
    assert other.temperature_c > usual.temperature_c + 5
    assert other.cloud == 1.0
    assert other.light.horizontal < usual.light.horizontal


def test_a_year_is_a_smooth_course():
    months = find_climate("birjand").mean_c
    course = [at_day(months, day) for day in range(1, 366)]
    assert max(abs(one - other) for one, other in pairwise(course)) < 0.3
    assert at_day(months, 15) == pytest.approx(3.8, abs=0.1)
