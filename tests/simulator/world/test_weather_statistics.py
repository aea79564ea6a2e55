"""The drawn weather of many years, against the table of monthly means that it is drawn from."""

from datetime import datetime, timedelta
from functools import cache
from statistics import fmean, pstdev

import pytest

from simulator.climate import find_climate
from simulator.scenario import load_scenario
from simulator.world.drawn_days import DrawnDays
from simulator.world.weather import Weather

CLIMATE = find_climate("birjand")
HOUR_MS = 3_600_000
NEW_YEAR = datetime.fromisoformat("2027-01-01")
SEEDS = range(12)
MONTHS = range(12)


@cache
def months():
    """For each month, its skies at each hour of four days of each of twelve years."""
    base = load_scenario("winter-day")
    found = []
    for month in MONTHS:
        skies = []
        for seed in SEEDS:
            weather = Weather(base.model_copy(update={"start": NEW_YEAR, "seed": seed}))
            first = (NEW_YEAR.replace(month=month + 1) - NEW_YEAR) // timedelta(hours=1)
            days = [range(first + 24 * day, first + 24 * day + 24) for day in (4, 11, 18, 25)]
            skies += [[weather.at(hour * HOUR_MS) for hour in hours] for hours in days]
        found.append(skies)
    return found


def mean_of(month, quantity):
    return fmean(quantity(sky) for day in months()[month] for sky in day)


@pytest.mark.parametrize("month", MONTHS)
def test_temperatures_are_those_of_the_month(month):
    days = [[sky.temperature_c for sky in day] for day in months()[month]]
    assert fmean(fmean(day) for day in days) == pytest.approx(CLIMATE.mean_c[month], abs=1.5)
    assert fmean(min(day) for day in days) == pytest.approx(CLIMATE.coldest_c[month], abs=1.6)
    assert fmean(max(day) for day in days) == pytest.approx(CLIMATE.warmest_c[month], abs=1.6)


@pytest.mark.parametrize("month", MONTHS)
def test_humidity_is_that_of_the_month(month):
    assert mean_of(month, lambda sky: sky.humidity_percent) == pytest.approx(
        CLIMATE.humidity_percent[month], abs=9
    )


@pytest.mark.parametrize("month", MONTHS)
def test_the_sun_shines_as_long_as_in_the_month(month):
    """Hours of sunshine a day: light under clouds counts by the share of the sky that they leave free."""
    shining = [sum(1 - sky.cloud for sky in day if sky.sun.elevation > 3) for day in months()[month]]
    assert fmean(shining) == pytest.approx(CLIMATE.sunshine_h[month], abs=1.0)


@pytest.mark.parametrize("month", MONTHS)
def test_the_wind_is_that_of_the_month(month):
    assert mean_of(month, lambda sky: sky.wind_m_s) == pytest.approx(CLIMATE.wind_m_s[month], rel=0.15)


def test_a_year_of_wind_has_the_mean_of_birjand():
    """2.7 m/s; July 4.0 m/s."""
    assert fmean(mean_of(month, lambda sky: sky.wind_m_s) for month in MONTHS) == pytest.approx(2.7, abs=0.15)
    assert mean_of(6, lambda sky: sky.wind_m_s) == pytest.approx(4.0, abs=0.4)


def test_fine_dust_is_usual_on_average_and_differs_from_day_to_day():
    daily = [fmean(sky.pm25_ug_m3 for sky in day) for skies in months() for day in skies]
    assert fmean(daily) == pytest.approx(CLIMATE.pm25_ug_m3, rel=0.05)
    assert 0.2 < pstdev(daily) / fmean(daily) < 0.5


@pytest.mark.parametrize(("month", "tolerance_mm"), [(1, 7), (2, 7), (5, 1.5), (7, 0.5), (11, 5)])
def test_rain_is_that_of_the_month(month, tolerance_mm):
    """The mean of forty years: of the rain of a month, with what its neighbours smooth away."""
    base = load_scenario("winter-day")
    start = NEW_YEAR.replace(month=month + 1)
    fallen = []
    for seed in range(40):
        days = DrawnDays(base.model_copy(update={"start": start, "seed": seed}), CLIMATE)
        fallen.append(sum(days.rain_mm_h(day, hour / 4) / 4 for day in range(30) for hour in range(96)))
    assert fmean(fallen) == pytest.approx(CLIMATE.rain_mm[month], abs=tolerance_mm)
