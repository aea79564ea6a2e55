"""Where the sun stands and how much it gives, in plain floats.

Position after the Astronomical Almanac's low-precision formulas (Michalsky 1988), within 0.02° until 2050,
without refraction; clear-sky irradiance after Haurwitz (1945), corrected for altitude.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

_FACES_DEGREES = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_DARK_WALLS = dict.fromkeys(_FACES_DEGREES, 0.0)
_EPOCH = datetime(2000, 1, 1, 12)  # noqa: DTZ001 - universal time, as the formulas count
_GROUND_REFLECTS = 0.2
LUMEN_PER_WATT = 115.0
"""Luminous efficacy of daylight."""


class SunPosition(NamedTuple):
    """Height above the horizon and compass direction (0 north, 90 east), in degrees."""

    elevation: float
    azimuth: float


class Irradiance(NamedTuple):
    """Power of the sun in W/m²: on the ground, straight from the sun, and from the sky."""

    horizontal: float
    direct: float
    diffuse: float


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
    sine = math.sin(math.radians(sun.elevation))
    if sine <= 0.01:
        return Irradiance(0.0, 0.0, 0.0)
    clear = 1098 * sine * math.exp(-0.057 / sine) * (1 + 0.00004 * altitude_m)
    horizontal = clear * (1 - 0.75 * cloud**3.4)
    diffuse = horizontal * (0.15 + 0.85 * cloud**2)
    return Irradiance(horizontal, (horizontal - diffuse) / max(sine, 0.05), diffuse)


def on_walls(sun: SunPosition, light: Irradiance) -> Mapping[str, float]:
    """Irradiance on walls, by the compass direction that they face, in W/m²."""
    if light.horizontal <= 0:
        return _DARK_WALLS
    return {faces: on_wall(sun, light, faces) for faces in _FACES_DEGREES}


def on_wall(sun: SunPosition, light: Irradiance, faces: str) -> float:
    """Irradiance on a wall that faces a compass direction, in W/m²: direct, sky and ground."""
    turned = math.radians(sun.azimuth - _FACES_DEGREES[faces])
    straight = math.cos(math.radians(sun.elevation)) * math.cos(turned)
    direct = light.direct * max(0.0, straight)
    return direct + light.diffuse / 2 + light.horizontal * _GROUND_REFLECTS / 2
