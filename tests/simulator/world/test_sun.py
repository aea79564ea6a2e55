"""The sun, against published positions and clear-sky sums."""

from datetime import datetime, timedelta

import pytest

from simulator.world.sun import (
    Irradiance,
    SunPosition,
    day_length_h,
    irradiance,
    on_surface,
    on_walls,
    sun_position,
)
from simulator.world.sunlight import MeasuredLight, complete, through_dust


def at(day, hour):
    """The sun over Birjand."""
    return sun_position(datetime.fromisoformat(day) + timedelta(hours=hour), 32.87, 59.22, 3.5)


def test_the_example_of_nrels_solar_position_algorithm():
    """2003-10-17 12:30:30 at UTC−7, 39.742476 N 105.1786 W: zenith 50.11162°, azimuth 194.34024°.

    The algorithm's zenith has 0.01633° of refraction in it (without: 50.12795°), which the lab leaves out.
    """
    sun = sun_position(datetime.fromisoformat("2003-10-17T12:30:30"), 39.742476, -105.1786, -7)
    assert 90 - sun.elevation == pytest.approx(50.12795, abs=0.01)
    assert 90 - sun.elevation == pytest.approx(50.11162, abs=0.02)
    assert sun.azimuth == pytest.approx(194.34024, abs=0.01)


@pytest.mark.parametrize(("day", "kwh"), [("2027-06-21", 8.96), ("2027-12-21", 3.69)])
def test_clear_days_in_birjand_give_their_known_sums(day, kwh):
    """Clear-sky global horizontal irradiation of 21 June and 21 December, in kWh/m²."""
    positions = (at(day, minute / 60) for minute in range(24 * 60))
    total = sum(irradiance(sun, 0.0, 1491).horizontal for sun in positions) / 60 / 1000
    assert total == pytest.approx(kwh, rel=0.08)


def test_the_sun_is_south_at_solar_noon_and_gone_at_midnight():
    positions = [at("2027-01-14", hour / 10) for hour in range(240)]
    highest = max(positions, key=lambda sun: sun.elevation)
    assert highest.azimuth == pytest.approx(180, abs=2)
    assert irradiance(positions[0], 0.0, 0).horizontal == 0


def test_clouds_take_the_direct_light_first():
    sun = at("2027-01-14", 11.5)
    clear, overcast = irradiance(sun, 0.0, 0), irradiance(sun, 1.0, 0)
    assert overcast.horizontal == pytest.approx(0.25 * clear.horizontal)
    assert overcast.direct == pytest.approx(0, abs=1e-9)


def test_in_winter_a_south_wall_gets_most():
    sun = at("2027-01-14", 11.5)
    light = irradiance(sun, 0.0, 1491)
    walls = {faces: on_walls(sun, light)[faces] for faces in ("north", "east", "south", "west")}
    assert max(walls, key=walls.__getitem__) == "south"
    assert min(walls, key=walls.__getitem__) == "north"
    assert walls["south"] > light.horizontal


def test_days_are_long_in_summer_and_equal_at_the_equator():
    assert day_length_h(172, 32.87) == pytest.approx(14.2, abs=0.2)
    assert day_length_h(355, 32.87) == pytest.approx(9.8, abs=0.2)
    assert day_length_h(172, 0.0) == pytest.approx(12.0, abs=0.01)


def test_a_roof_gets_the_light_of_the_ground_and_walls_that_of_their_azimuth():
    sun = at("2027-06-21", 9)
    light = irradiance(sun, 0.2, 1491)
    walls = on_walls(sun, light)
    assert sorted(walls) == ["east", "north", "roof", "south", "west"]
    assert walls["roof"] == pytest.approx(on_surface(sun, light, 0, 0))
    assert walls["east"] == pytest.approx(on_surface(sun, light, 90))
    assert on_surface(sun, light, 360) == pytest.approx(walls["north"])


def test_at_night_every_surface_is_dark():
    assert set(on_walls(at("2027-06-21", 1), Irradiance(0, 0, 0)).values()) == {0.0}


def test_what_was_not_measured_of_the_light_follows_from_what_was():
    sun = SunPosition(30.0, 180.0)
    whole = (500.0, 800.0, 100.0)
    by_global_and_direct = complete(MeasuredLight(horizontal=500, direct=800), sun, 100)
    by_global_and_diffuse = complete(MeasuredLight(horizontal=500, diffuse=100), sun, 100)
    by_both = complete(MeasuredLight(direct=800, diffuse=100), sun, 100)
    for light in (by_global_and_direct, by_global_and_diffuse, by_both):
        assert light[:3] == pytest.approx(whole)


def test_twilight_comes_from_the_sky_alone():
    light = complete(MeasuredLight(horizontal=5, direct=40, diffuse=5), SunPosition(-1.0, 90.0), 100)
    assert light == Irradiance(5, 0, 5)


def test_dust_takes_the_direct_light_and_sends_part_of_it_on():
    sun = at("2027-06-21", 12)
    clear = irradiance(sun, 0.0, 1491)
    dusty = through_dust(clear, sun, 1.0)
    assert dusty.direct == pytest.approx(clear.direct * 0.37, rel=0.05)
    assert dusty.diffuse > clear.diffuse
    assert dusty.horizontal == pytest.approx(dusty.direct * sun.sine + dusty.diffuse)
    assert 0.6 < dusty.horizontal / clear.horizontal < 0.9
