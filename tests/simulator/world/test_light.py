"""How bright it is."""

from simulator.scenario import load_scenario
from simulator.world.light import illuminance_lx
from simulator.world.weather import Weather

SCENARIO = load_scenario("winter-day")
ROOMS = SCENARIO.house.rooms
NIGHT, NOON = (Weather(SCENARIO).at(hour * 3_600_000) for hour in (1, 12))


def test_nights_are_dark_and_days_are_bright():
    assert illuminance_lx(ROOMS["living"], NIGHT, 0.0) == 0
    assert 100 < illuminance_lx(ROOMS["living"], NOON, 0.0) < 5000


def test_a_room_without_windows_gets_a_little():
    assert 0 < illuminance_lx(ROOMS["corridor"], NOON, 0.0) < 50


def test_a_lamp_lights_its_room():
    """1000 lm over 9 m²: tens of lux, as a corridor has."""
    assert 30 < illuminance_lx(ROOMS["corridor"], NIGHT, 1000.0) < 80
