"""Where the sun stands and what it gives to surfaces, in plain floats.

Position after the Astronomical Almanac's low-precision formulas (Michalsky 1988), within 0.02° until 2050,
without refraction; clear-sky irradiance after Haurwitz (1945), corrected for altitude.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

_DARK = dict.fromkeys(("north", "east", "south", "west", "roof"), 0.0)
_EPOCH = datetime(2000, 1, 1, 12)  # noqa: DTZ001 - universal time, as the formulas count
_GROUND_REFLECTS = 0.2
_LOWEST_SINE = 0.087
"""Sine of the least height of the sun, 5°, for which Perez's light around it still holds."""
LUMEN_PER_WATT = 115.0
"""Luminous efficacy of daylight."""


class SunPosition(NamedTuple):
    """Height above the horizon and compass direction (0 north, 90 east), in degrees."""

    elevation: float
    azimuth: float

    @property
    def sine(self) -> float:
        """Sine of the height: what level ground gets of direct light."""
        return math.sin(math.radians(self.elevation))


class Irradiance(NamedTuple):
    """Power of the sun in W/m²: on level ground, straight from the sun, and from the sky."""

    horizontal: float
    direct: float
    diffuse: float
    around_sun: float = 0.0
    """Share of the diffuse light that comes from where the sun is (F1 of Perez); 0 for a uniform sky."""
    from_horizon: float = 0.0
    """How much brighter the horizon is, as a share of the diffuse light (F2 of Perez)."""


NO_LIGHT = Irradiance(0.0, 0.0, 0.0)


def sun_position(now: datetime, latitude: float, longitude: float, utc_offset_hours: float) -> SunPosition:
    """The sun at a local time of a place given in degrees."""
    since_2000 = now - timedelta(hours=utc_offset_hours) - _EPOCH
    days = since_2000.total_seconds() / 86_400
    mean_longitude = 280.460 + 0.9856474 * days
    anomaly = math.radians(357.528 + 0.9856003 * days)
    ecliptic = math.radians(mean_longitude + 1.915 * math.sin(anomaly) + 0.020 * math.sin(2 * anomaly))
    obliquity = math.radians(23.439 - 0.0000004 * days)
    ascension = math.atan2(math.cos(obliquity) * math.sin(ecliptic), math.cos(ecliptic))
    declination = math.asin(math.sin(obliquity) * math.sin(ecliptic))
    hour_utc = (days + 0.5) % 1 * 24
    sidereal = math.radians((6.697375 + 0.0657098242 * days + hour_utc) * 15 + longitude)
    hour_angle = sidereal - ascension
    north = math.radians(latitude)
    sine = math.sin(north) * math.sin(declination)
    sine += math.cos(north) * math.cos(declination) * math.cos(hour_angle)
    azimuth = math.atan2(
        math.sin(hour_angle),
        math.cos(hour_angle) * math.sin(north) - math.tan(declination) * math.cos(north),
    )
    elevation = math.asin(max(-1.0, min(1.0, sine)))
    return SunPosition(math.degrees(elevation), (math.degrees(azimuth) + 180) % 360)


def day_length_h(day_of_year: int, latitude: float) -> float:
    """Hours between sunrise and sunset (Cooper 1969)."""
    declination = math.radians(23.45 * math.sin(2 * math.pi * (284 + day_of_year) / 365))
    cosine = -math.tan(math.radians(latitude)) * math.tan(declination)
    return 24 / math.pi * math.acos(max(-1.0, min(1.0, cosine)))


def irradiance(sun: SunPosition, cloud: float, altitude_m: float) -> Irradiance:
    """What reaches the ground under a share `cloud` (0 to 1) of covered sky (Kasten and Czeplak 1980)."""
    sine = sun.sine
    if sine <= 0.01:
        return NO_LIGHT
    clear = 1098 * sine * math.exp(-0.057 / sine) * (1 + 0.00004 * altitude_m)
    horizontal = clear * (1 - 0.75 * cloud**3.4)
    diffuse = horizontal * (0.15 + 0.85 * cloud**2)
    return Irradiance(horizontal, (horizontal - diffuse) / max(sine, 0.05), diffuse)


def on_surface(
    sun: SunPosition, light: Irradiance, azimuth_degrees: float, tilt_degrees: float = 90.0
) -> float:
    """Irradiance on a surface in W/m²: direct, sky (Perez et al. 1990) and reflected by the ground.

    `azimuth_degrees` is where it faces (0 north, 90 east); `tilt_degrees` is 0 for a level roof and 90 for a
    wall.
    """
    tilt, turned = math.radians(tilt_degrees), math.radians(sun.azimuth - azimuth_degrees)
    upright, level = math.sin(tilt), math.cos(tilt)
    elevation = math.radians(sun.elevation)
    straight = math.sin(elevation) * level + math.cos(elevation) * upright * math.cos(turned)
    return _received(light, sun.sine, max(0.0, straight), upright, level)


def on_walls(sun: SunPosition, light: Irradiance) -> Mapping[str, float]:
    """Irradiance on walls, by the compass direction that they face, and on the level `roof`, in W/m²."""
    if light.horizontal <= 0:
        return _DARK
    sine, cosine, azimuth = sun.sine, math.cos(math.radians(sun.elevation)), math.radians(sun.azimuth)
    to_north, to_east = cosine * math.cos(azimuth), cosine * math.sin(azimuth)
    return {
        "north": _received(light, sine, max(0.0, to_north)),
        "east": _received(light, sine, max(0.0, to_east)),
        "south": _received(light, sine, max(0.0, -to_north)),
        "west": _received(light, sine, max(0.0, -to_east)),
        "roof": light.horizontal,
    }


def _received(
    light: Irradiance, sine: float, straight: float, upright: float = 1.0, level: float = 0.0
) -> float:
    """What a surface gets that the direct light meets at an angle with the cosine `straight`.

    `upright` and `level` are sine and cosine of its tilt, `sine` is that of the height of the sun.
    """
    uniform = (1 - light.around_sun) * (1 + level) / 2
    bright = light.around_sun * straight / max(sine, _LOWEST_SINE) + light.from_horizon * upright
    ground = light.horizontal * _GROUND_REFLECTS * (1 - level) / 2
    return light.direct * straight + light.diffuse * max(0.0, uniform + bright) + ground
