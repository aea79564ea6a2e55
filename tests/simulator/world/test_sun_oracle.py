"""The sun, against pvlib 0.16.1 as an oracle: its values stand here, for pvlib brings numpy, pandas and scipy.

They were printed once, for each row (`pip install pvlib==0.16.1`; `at` is the instant in UTC), by

    pvlib.solarposition.spa_python(at, latitude, longitude, altitude)[["elevation", "azimuth"]]
    pvlib.irradiance.get_total_irradiance(
        tilt, faces, 90 - elevation, azimuth, dni, dni * sind(elevation) + dhi, dhi, albedo=0.2, model=model,
        dni_extra=pvlib.irradiance.get_extra_radiation(day, solar_constant=1361.0, method="spencer"),
        airmass=pvlib.atmosphere.get_relative_airmass(90 - elevation),
    )["poa_global"]                                                    # model: "isotropic", then "perez"
    pvlib.irradiance.erbs(ghi, 90 - elevation, day)[["dhi", "dni"]]
"""

import math
from datetime import datetime

import pytest

from simulator.world.sun import Irradiance, SunPosition, on_surface, sun_position
from simulator.world.sunlight import MeasuredLight, brightness, complete

# Local time, latitude, longitude, hours from UTC; elevation and azimuth without refraction.
POSITIONS = [
    ("2027-01-14T08:30", 32.87, 59.22, 3.5, 19.022, 132.937),
    ("2027-03-21T12:00", 32.87, 59.22, 3.5, 57.003, 189.027),
    ("2027-06-21T17:45", 32.87, 59.22, 3.5, 10.481, 291.225),
    ("2027-09-05T06:30", 32.87, 59.22, 3.5, 15.907, 92.001),
    ("2027-12-21T13:00", 32.87, 59.22, 3.5, 29.825, 203.608),
    ("2027-01-14T08:30", 39.83, -104.65, -7, 10.614, 129.559),
    ("2027-03-21T12:00", 39.83, -104.65, -7, 50.518, 177.741),
    ("2027-06-21T17:45", 39.83, -104.65, -7, 17.594, 286.190),
    ("2027-09-05T06:30", 39.83, -104.65, -7, 10.582, 89.991),
    ("2027-12-21T13:00", 39.83, -104.65, -7, 25.030, 196.031),
    ("2027-01-14T08:30", 69.65, 18.96, 1, -7.823, 133.257),
    ("2027-03-21T12:00", 69.65, 18.96, 1, 20.573, 182.296),
    ("2027-06-21T17:45", 69.65, 18.96, 1, 21.977, 278.351),
    ("2027-09-05T06:30", 69.65, 18.96, 1, 10.524, 98.643),
    ("2027-12-21T13:00", 69.65, 18.96, 1, -4.136, 197.862),
    ("2027-01-14T08:30", -0.18, -78.47, -5, 29.465, 114.526),
    ("2027-03-21T12:00", -0.18, -78.47, -5, 84.712, 84.370),
    ("2027-06-21T17:45", -0.18, -78.47, -5, 6.974, 293.646),
    ("2027-09-05T06:30", -0.18, -78.47, -5, 4.279, 83.174),
    ("2027-12-21T13:00", -0.18, -78.47, -5, 63.979, 205.813),
]
# Day of year, elevation, azimuth, direct normal, diffuse; faces, tilt; W/m² under a uniform sky and after Perez.
SURFACES = [
    (14, 20.0, 140.0, 700, 60, 180, 90, 563.83, 621.68),
    (14, 20.0, 140.0, 700, 60, 90, 90, 482.76, 532.00),
    (14, 20.0, 140.0, 700, 60, 300, 90, 59.94, 64.31),
    (14, 20.0, 140.0, 700, 60, 0, 90, 59.94, 64.31),
    (14, 20.0, 140.0, 700, 60, 180, 30, 519.28, 552.85),
    (14, 20.0, 140.0, 700, 60, 0, 0, 299.41, 299.41),
    (14, 35.0, 180.0, 850, 90, 180, 90, 799.03, 867.72),
    (14, 35.0, 180.0, 850, 90, 90, 90, 102.75, 102.37),
    (14, 35.0, 180.0, 850, 90, 300, 90, 102.75, 102.37),
    (14, 35.0, 180.0, 850, 90, 0, 90, 102.75, 102.37),
    (14, 35.0, 180.0, 850, 90, 180, 30, 862.07, 905.27),
    (14, 35.0, 180.0, 850, 90, 0, 0, 577.54, 577.54),
    (80, 60.0, 200.0, 300, 350, 180, 90, 376.93, 403.83),
    (80, 60.0, 200.0, 300, 350, 90, 90, 235.98, 173.90),
    (80, 60.0, 200.0, 300, 350, 300, 90, 235.98, 173.90),
    (80, 60.0, 200.0, 300, 350, 0, 90, 235.98, 173.90),
    (80, 60.0, 200.0, 300, 350, 180, 30, 630.20, 673.66),
    (80, 60.0, 200.0, 300, 350, 0, 0, 609.81, 609.81),
    (172, 10.0, 290.0, 400, 80, 180, 90, 54.95, 51.21),
    (172, 10.0, 290.0, 400, 80, 90, 90, 54.95, 51.21),
    (172, 10.0, 290.0, 400, 80, 300, 90, 442.88, 543.93),
    (172, 10.0, 290.0, 400, 80, 0, 90, 189.68, 222.33),
    (172, 10.0, 290.0, 400, 80, 180, 30, 76.64, 61.96),
    (172, 10.0, 290.0, 400, 80, 0, 0, 149.46, 149.46),
    (172, 78.0, 170.0, 950, 120, 180, 90, 359.44, 348.32),
    (172, 78.0, 170.0, 950, 120, 90, 90, 199.22, 175.79),
    (172, 78.0, 170.0, 950, 120, 300, 90, 164.92, 138.85),
    (172, 78.0, 170.0, 950, 120, 0, 90, 164.92, 138.85),
    (172, 78.0, 170.0, 950, 120, 180, 30, 1028.02, 1035.53),
    (172, 78.0, 170.0, 950, 120, 0, 0, 1049.24, 1049.24),
    (355, 3.0, 125.0, 100, 30, 180, 90, 75.80, 109.83),
    (355, 3.0, 125.0, 100, 30, 90, 90, 100.33, 149.59),
    (355, 3.0, 125.0, 100, 30, 300, 90, 18.52, 16.98),
    (355, 3.0, 125.0, 100, 30, 0, 90, 18.52, 16.98),
    (355, 3.0, 125.0, 100, 30, 180, 30, 61.63, 77.77),
    (355, 3.0, 125.0, 100, 30, 0, 0, 35.23, 33.07),
    (200, 45.0, 100.0, 0, 200, 180, 90, 120.00, 103.10),
    (200, 45.0, 100.0, 0, 200, 90, 90, 120.00, 114.37),
    (200, 45.0, 100.0, 0, 200, 300, 90, 120.00, 100.69),
    (200, 45.0, 100.0, 0, 200, 0, 90, 120.00, 100.69),
    (200, 45.0, 100.0, 0, 200, 180, 30, 189.28, 183.37),
    (200, 45.0, 100.0, 0, 200, 0, 0, 200.00, 200.00),
]
# Day of year, elevation, global; diffuse and direct normal.
SPLITS = [
    (14, 20, 100, 98.14, 5.44),
    (14, 20, 250, 155.66, 275.82),
    (80, 60, 700, 327.75, 429.84),
    (80, 60, 1000, 165.0, 964.17),
    (172, 75, 300, 293.23, 7.01),
    (355, 5, 40, 37.16, 32.57),
]


def apart_degrees(one, other):
    """The angle between two directions in the sky."""
    heights = [math.radians(sun.elevation) for sun in (one, other)]
    turned = math.radians(one.azimuth - other.azimuth)
    cosine = math.sin(heights[0]) * math.sin(heights[1])
    cosine += math.cos(heights[0]) * math.cos(heights[1]) * math.cos(turned)
    return math.degrees(math.acos(min(1.0, cosine)))


@pytest.mark.parametrize(("at", "latitude", "longitude", "utc_offset", "elevation", "azimuth"), POSITIONS)
def test_the_sun_stands_where_pvlib_has_it(at, latitude, longitude, utc_offset, elevation, azimuth):
    sun = sun_position(datetime.fromisoformat(at), latitude, longitude, utc_offset)
    assert apart_degrees(sun, SunPosition(elevation, azimuth)) < 0.02


def lit(day, elevation, azimuth, direct, diffuse):
    sun = SunPosition(elevation, azimuth)
    return sun, Irradiance(direct * sun.sine + diffuse, direct, diffuse)


@pytest.mark.parametrize(
    ("day", "elevation", "azimuth", "direct", "diffuse", "faces", "tilt", "uniform", "perez"), SURFACES
)
def test_surfaces_get_what_pvlib_says(day, elevation, azimuth, direct, diffuse, faces, tilt, uniform, perez):
    sun, light = lit(day, elevation, azimuth, direct, diffuse)
    assert on_surface(sun, light, faces, tilt) == pytest.approx(uniform, abs=0.05)
    around_sun, from_horizon = brightness(sun, direct, diffuse, day)
    light = light._replace(around_sun=around_sun, from_horizon=from_horizon)
    assert on_surface(sun, light, faces, tilt) == pytest.approx(perez, rel=0.001, abs=0.1)


@pytest.mark.parametrize(("day", "elevation", "horizontal", "diffuse", "direct"), SPLITS)
def test_global_light_is_split_as_pvlib_splits_it(day, elevation, horizontal, diffuse, direct):
    """After Erbs; pvlib takes 1366.1 W/m² for the solar constant, the lab 1361."""
    light = complete(MeasuredLight(horizontal=horizontal), SunPosition(elevation, 180.0), day)
    assert light.diffuse == pytest.approx(diffuse, rel=0.015)
    assert light.direct == pytest.approx(direct, rel=0.03, abs=1.0)
