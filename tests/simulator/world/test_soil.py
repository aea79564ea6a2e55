"""Water in beds of soil, against FAO-56 and the law that none is lost."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from devices.surroundings import Indoors, Outdoors
from simulator.fixtures import Bed
from simulator.house import House
from simulator.world.evapotranspiration import Atmosphere, reference_mm_h
from simulator.world.soil import Soil

START = datetime.fromisoformat("2027-07-01T00:00")
TITLE = {"en": "Something", "fa": "چیزی"}
NOON = Outdoors(temperature_c=33, humidity_percent=18, irradiance_w_m2=850, wind_m_s=4, pressure_hpa=850)
NIGHT = Outdoors(temperature_c=20, humidity_percent=40, wind_m_s=0)
WARM_ROOM = Indoors(temperature_c=26, humidity_percent=60, illuminance_lx=50_000)


def soil(**bed):
    house = House.model_validate(
        {
            "title": TITLE,
            "rooms": {"greenhouse": {"title": TITLE, "area_m2": 60}},
            "beds": {"bed": {"title": TITLE, "area_m2": 10, "depth_m": 0.3, **bed}},
        }
    )
    return Soil(house, START)


def run(beds, hours, outdoors, irrigated_l=0.0):
    """Minutes in which `irrigated_l` are given altogether."""
    minutes = round(hours * 60)
    for _ in range(minutes):
        beds.step(1 / 60, outdoors, lambda _: WARM_ROOM, {"bed": irrigated_l / minutes})


@pytest.mark.parametrize(
    ("air", "open_sky", "expected"),
    [((38, 52, 2.450, 3.3), 1.35 * 0.92 - 0.35, 0.63), ((28, 90, 0, 1.9), 1.35 * 0.8 - 0.35, 0.00)],
    ids=["14-15 h", "2-3 h"],
)
def test_the_reference_is_that_of_example_19_of_fao_56(air, open_sky, expected):
    temperature_c, humidity_percent, sun_mj, wind_m_s = air
    atmosphere = Atmosphere(temperature_c, humidity_percent, sun_mj / 0.0036, wind_m_s, 1012, open_sky)
    assert reference_mm_h(atmosphere) == pytest.approx(expected, abs=0.006)


def test_a_summer_day_in_birjand_takes_about_nine_millimetres():
    """The sun of 21 June, 8.96 kWh/m², and the means of July."""
    day = sum(
        reference_mm_h(Atmosphere(28.2 + 7 * up, 20 - 8 * up, 1150 * max(0.0, up), 3.0 + up, 850))
        for up in (1 - abs(hour - 12.5) / 7 for hour in range(24))
    )
    assert 7 < day < 12


def test_wet_soil_loses_what_the_plants_take():
    beds = soil(moisture_percent=29, crop_factor=1.2)
    run(beds, 1, NOON)
    lost_l = (29 - beds.reading("bed").moisture_percent) / 100 * 3000
    expected_mm = 1.2 * reference_mm_h(Atmosphere.under_the_sky(NOON))
    assert lost_l == pytest.approx(expected_mm * 10, rel=1e-6)
    assert beds.ease("bed") == 1


def test_plants_take_less_where_it_is_dry_and_nothing_where_they_wilt():
    dry, wilted = soil(moisture_percent=15), soil(moisture_percent=10)
    assert dry.ease("bed") == pytest.approx(0.5)
    assert wilted.ease("bed") == 0
    run(dry, 100, NOON)
    run(wilted, 1, NOON)
    assert dry.reading("bed").moisture_percent > 10
    assert wilted.reading("bed").moisture_percent == 10


def test_what_is_above_field_capacity_drains_and_what_soil_cannot_hold_runs_off():
    beds = soil(moisture_percent=44)
    run(beds, 1 / 60, NIGHT, irrigated_l=330)
    assert beds.water("bed").ran_off == pytest.approx(300)
    run(beds, 72, NIGHT)
    assert beds.reading("bed").moisture_percent == pytest.approx(30, abs=0.3)
    assert beds.water("bed").drained == pytest.approx(450, rel=0.03)


def test_rain_falls_on_beds_outside_only():
    shower = NIGHT._replace(rain_mm_h=6.0, humidity_percent=100)
    outside, inside = soil(), soil(room="greenhouse")
    run(outside, 0.5, shower)
    run(inside, 0.5, shower)
    assert outside.water("bed").rained == pytest.approx(30)
    assert outside.reading("bed").moisture_percent == pytest.approx(23, abs=0.01)
    assert inside.water("bed").rained == 0


def test_a_greenhouse_gets_the_water_that_its_plants_give_off():
    beds = soil(room="greenhouse")
    run(beds, 1, NOON)
    assert beds.moisture_g_h("greenhouse") == pytest.approx(1000 * beds.water("bed").evaporated, rel=1e-6)
    assert soil().moisture_g_h("greenhouse") == 0


def test_soil_follows_the_air_late_and_little():
    beds = soil()
    before_c = beds.reading("bed").temperature_c
    run(beds, 1, NOON._replace(temperature_c=before_c + 10))
    assert 0.2 < beds.reading("bed").temperature_c - before_c < 2
    run(beds, 240, NOON._replace(temperature_c=before_c + 10))
    assert beds.reading("bed").temperature_c == pytest.approx(before_c + 10, abs=0.1)


Hours = st.lists(
    st.tuples(st.floats(-5, 42), st.floats(5, 100), st.floats(0, 1100), st.floats(0, 20), st.floats(0, 400)),
    max_size=30,
)


@given(Hours, st.floats(0, 45), st.booleans())
def test_no_water_is_lost_or_made(hours, moisture, is_inside):
    beds = soil(moisture_percent=moisture, room="greenhouse" if is_inside else None)
    before_l = beds.water("bed").stored
    for temperature_c, humidity_percent, sun, rain_mm_h, irrigated_l in hours:
        outdoors = Outdoors(temperature_c, humidity_percent, 850, sun, wind_m_s=3, rain_mm_h=rain_mm_h)
        beds.step(1.0, outdoors, lambda _: WARM_ROOM, {"bed": irrigated_l})
        assert 0 <= beds.reading("bed").moisture_percent <= 45 + 1e-9
    water = beds.water("bed")
    gone_l = water.evaporated + water.drained + water.ran_off
    assert water.stored + gone_l == pytest.approx(before_l + water.rained + water.irrigated, abs=1e-6)


def test_a_bed_that_could_hold_no_water_is_told():
    with pytest.raises(ValidationError, match="wilting_percent should be less"):
        Bed.model_validate({"title": TITLE, "area_m2": 1, "wilting_percent": 35})
