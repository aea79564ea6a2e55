"""The sun, against published positions and clear-sky sums."""

from datetime import datetime, timedelta

import pytest

from simulator.world.sun import day_length_h, irradiance, on_wall, sun_position


def at(day, hour):
    """The sun over Birjand."""
    return sun_position(datetime.fromisoformat(day) + timedelta(hours=hour), 32.87, 59.22, 3.5)


def test_the_example_of_nrels_solar_position_algorithm():
    """2003-10-17 12:30:30 at UTC−7, 39.742476 N 105.1786 W: zenith 50.11°, azimuth 194.34°."""
    sun = sun_position(datetime.fromisoformat("2003-10-17T12:30:30"), 39.742476, -105.1786, -7)
    assert 90 - sun.elevation == pytest.approx(50.11, abs=0.03)
    assert sun.azimuth == pytest.approx(194.34, abs=0.03)


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
    walls = {faces: on_wall(sun, light, faces) for faces in ("north", "east", "south", "west")}
    assert max(walls, key=walls.__getitem__) == "south"
    assert min(walls, key=walls.__getitem__) == "north"
    assert walls["south"] > light.horizontal


def test_days_are_long_in_summer_and_equal_at_the_equator():
    assert day_length_h(172, 32.87) == pytest.approx(14.2, abs=0.2)
    assert day_length_h(355, 32.87) == pytest.approx(9.8, abs=0.2)
    assert day_length_h(172, 0.0) == pytest.approx(12.0, abs=0.01)
