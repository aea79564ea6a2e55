"""What the sun gives through glass, and what goes to the sky."""

import pytest

from simulator.scenario import load_scenario
from simulator.world.solar import glass_passes, lost_to_sky_w_m2, sun_heat_w, through_glass
from simulator.world.sun import Irradiance, SunPosition, on_walls
from simulator.world.weather import Weather

SCENARIO = load_scenario("winter-day")
ROOMS = SCENARIO.house.rooms
NIGHT, NOON = (Weather(SCENARIO).at(hour * 3_600_000) for hour in (1, 12))


def under(sun, light):
    return through_glass(NOON._replace(sun=sun, light=light, walls=on_walls(sun, light)))


def test_the_sun_heats_through_glass_only():
    assert sun_heat_w(ROOMS["living"], through_glass(NOON)) > 300
    assert sun_heat_w(ROOMS["corridor"], through_glass(NOON)) == 0
    assert sun_heat_w(ROOMS["living"], through_glass(NIGHT)) == 0


def test_a_shutter_keeps_the_sun_out():
    through = through_glass(NOON)
    shut = sun_heat_w(ROOMS["living"], through, {"living_window": 1.0})
    assert shut == pytest.approx(0.08 * sun_heat_w(ROOMS["living"], through))


def test_a_high_sun_glances_off_upright_glass():
    low, high = (
        under(SunPosition(height, 180.0), Irradiance(0.001, 800.0, 0.0))["south"] for height in (10.0, 75.0)
    )
    straight_low, straight_high = 800 * 0.9848, 800 * 0.2588
    assert low == pytest.approx(straight_low, rel=0.01)
    assert 0.4 * straight_high < high < 0.6 * straight_high


def test_light_of_the_whole_sky_passes_by_its_mean():
    even = under(SunPosition(30.0, 180.0), Irradiance(200.0, 0.0, 200.0))
    assert even["north"] == pytest.approx(even["south"]) == pytest.approx(120 * 0.868)


@pytest.mark.parametrize(
    ("cosine", "share"), [(-0.2, 0.0), (0.0, 0.0), (0.5, 0.842), (0.421, 0.75), (1.0, 1.0)]
)
def test_glass_passes_what_the_handbook_says(cosine, share):
    assert glass_passes(cosine) == pytest.approx(share, abs=0.001)


def test_a_clear_dry_night_draws_heat_and_a_cloudy_one_little():
    clear = NIGHT._replace(temperature_c=0.0, vapour_hpa=3.0, cloud=0.0)
    assert 60 < lost_to_sky_w_m2(clear) < 100
    assert lost_to_sky_w_m2(clear._replace(cloud=1.0)) < 0.6 * lost_to_sky_w_m2(clear)
