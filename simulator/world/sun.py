"""Where the sun stands and how much it gives, in plain floats.

Position after NOAA's solar equations (Spencer's series), within about 0.3° of exact ones; clear-sky
irradiance after Haurwitz (1945), corrected for altitude.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

_FACES_DEGREES = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_GROUND_REFLECTS = 0.2
LUMEN_PER_WATT = 115.0
"""Luminous efficacy of daylight."""


@dataclass(frozen=True, slots=True)
class SunPosition:
    """Height above the horizon and compass direction (0 north, 90 east), in degrees."""

    elevation: float
    azimuth: float


@dataclass(frozen=True, slots=True)
class Irradiance:
    """Power of the sun in W/m²: on the ground, straight from the sun, and from the sky."""

    horizontal: float
    direct: float
    diffuse: float


def sun_position(
    day_of_year: int, hour: float, latitude: float, longitude: float, utc_offset: float
) -> SunPosition:
    """The sun at a local hour (0 to 24) of a day of the year (1 is 1 January); angles in degrees."""
    angle = 2 * math.pi / 365 * (day_of_year - 1 + (hour - 12) / 24)
    declination = (
        0.006918 - 0.399912 * math.cos(angle) + 0.070257 * math.sin(angle)
        - 0.006758 * math.cos(2 * angle) + 0.000907 * math.sin(2 * angle)
        - 0.002697 * math.cos(3 * angle) + 0.00148 * math.sin(3 * angle)
    )  # fmt: skip
    equation_of_time_min = 229.18 * (
        0.000075 + 0.001868 * math.cos(angle) - 0.032077 * math.sin(angle)
        - 0.014615 * math.cos(2 * angle) - 0.040849 * math.sin(2 * angle)
    )  # fmt: skip
    solar_hour = hour + (equation_of_time_min + 4 * longitude) / 60 - utc_offset
    hour_angle = math.radians(15 * (solar_hour - 12))
    north = math.radians(latitude)
    sine = math.sin(north) * math.sin(declination) + math.cos(north) * math.cos(declination) * math.cos(
        hour_angle
    )
    elevation = math.asin(max(-1.0, min(1.0, sine)))
    azimuth = math.atan2(
        math.sin(hour_angle),
        math.cos(hour_angle) * math.sin(north) - math.tan(declination) * math.cos(north),
    )
    return SunPosition(math.degrees(elevation), (math.degrees(azimuth) + 180) % 360)


def irradiance(sun: SunPosition, cloud: float, altitude_m: float) -> Irradiance:
    """What reaches the ground under a share `cloud` (0 to 1) of covered sky (Kasten and Czeplak 1980)."""
    sine = math.sin(math.radians(sun.elevation))
    if sine <= 0.01:
        return Irradiance(0.0, 0.0, 0.0)
    clear = 1098 * sine * math.exp(-0.057 / sine) * (1 + 0.00004 * altitude_m)
    horizontal = clear * (1 - 0.75 * cloud**3.4)
    diffuse = horizontal * (0.15 + 0.85 * cloud**2)
    return Irradiance(horizontal, (horizontal - diffuse) / max(sine, 0.05), diffuse)


def on_wall(sun: SunPosition, light: Irradiance, faces: str) -> float:
    """Irradiance on a wall that faces a compass direction, in W/m²: direct, sky and ground."""
    turned = math.radians(sun.azimuth - _FACES_DEGREES[faces])
    straight = math.cos(math.radians(sun.elevation)) * math.cos(turned)
    direct = light.direct * max(0.0, straight)
    return direct + light.diffuse / 2 + light.horizontal * _GROUND_REFLECTS / 2
