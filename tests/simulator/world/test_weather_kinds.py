"""The kinds of weather that a scenario may ask for."""

from datetime import datetime
from statistics import fmean
from typing import get_args

import pytest

from simulator.scenario import load_scenario
from simulator.weather_kinds import KINDS, KindName
from simulator.world.weather import Weather

HOUR_MS = 3_600_000
SCENARIO = load_scenario("winter-day")


def day(kind, month=7, seed=1, **plan):
    """The skies of each hour of the 15th of a month."""
    start = datetime.fromisoformat(f"2027-{month:02}-15")
    weather = SCENARIO.weather.model_copy(update={"kind": kind, **plan})
    update = {"start": start, "seed": seed, "weather": weather}
    course = Weather(SCENARIO.model_copy(update=update))
    return [course.at(hour * HOUR_MS) for hour in range(24)]


def mean(quantity, skies):
    return fmean(getattr(sky, quantity) for sky in skies)


def test_every_kind_is_known():
    assert set(KINDS) == set(get_args(KindName))


def test_a_typical_day_is_the_same_for_every_seed_and_near_the_table():
    """July in Birjand: 19.9 to 35.7 °C, 28.2 on average."""
    skies = day("typical")
    assert skies == day("typical", seed=99)
    assert mean("temperature_c", skies) == pytest.approx(28.2, abs=0.5)
    assert min(sky.temperature_c for sky in skies) == pytest.approx(19.9, abs=0.7)
    assert max(sky.temperature_c for sky in skies) == pytest.approx(35.7, abs=0.7)
    assert mean("wind_m_s", skies) == pytest.approx(4.0, abs=0.1)


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"typical"}))
def test_other_kinds_differ_by_seed(kind):
    assert day(kind) != day(kind, seed=2)
    assert day(kind) == day(kind)


@pytest.mark.parametrize("seed", range(5))
def test_a_heat_wave_is_hot_and_clear(seed):
    skies = day("heat_wave", seed=seed)
    assert max(sky.temperature_c for sky in skies) > 40
    assert max(sky.cloud for sky in skies) == 0
    assert sum(sky.rain_mm_h for sky in skies) == 0


@pytest.mark.parametrize("seed", range(5))
def test_a_cold_night_freezes_hard_and_is_calm(seed):
    skies = day("cold_night", month=1, seed=seed)
    assert min(sky.temperature_c for sky in skies) < -9
    assert max(sky.wind_m_s for sky in skies) < 2


@pytest.mark.parametrize("seed", range(5))
def test_dust_fills_the_air_and_dims_the_sun(seed):
    skies, clear = day("dust", seed=seed), day("typical", cloud=0.1)
    assert min(sky.pm25_ug_m3 for sky in skies) > 150
    assert skies[12].pm10_ug_m3 == pytest.approx(2.5 * skies[12].pm25_ug_m3)
    assert 10 < max(sky.wind_m_s for sky in skies) < 18
    assert skies[12].light.direct < 0.5 * clear[12].light.direct
    assert skies[12].light.diffuse > 1.3 * clear[12].light.diffuse


@pytest.mark.parametrize("seed", range(5))
def test_on_a_rainy_day_it_rains_from_covered_skies(seed):
    skies = day("rain", month=3, seed=seed)
    assert min(sky.cloud for sky in skies) > 0.9
    assert mean("humidity_percent", skies) > 70
    course = [sky.rain_mm_h for sky in skies]
    assert sum(course) > 2


def test_a_scenario_with_a_clear_sky_never_has_rain():
    assert all(sky.rain_mm_h == 0 for seed in range(40) for sky in day("usual", 3, seed, cloud=0.0))


def test_rain_falls_from_clouds_and_moistens_the_air():
    wet = [sky for seed in range(60) for sky in day("usual", 3, seed) if sky.rain_mm_h > 1]
    assert len(wet) > 10
    assert min(sky.cloud for sky in wet) > 0.2
    assert min(sky.humidity_percent for sky in wet) > 80
