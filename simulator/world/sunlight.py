"""Sunlight as measured: what a file leaves out of it, where in the sky it comes from, and what dust takes.

Extraterrestrial irradiance after Spencer (1971), air mass after Kasten and Young (1989), diffuse share after
Erbs, Klein and Duffie (1982), brightness of the sky after Perez et al. (1990).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from simulator.world.sun import Irradiance, SunPosition

_SOLAR_CONSTANT_W_M2 = 1361.0
_LOWEST_SINE = 0.065
_DUST_SENDS_ON = 0.6
"""Share of the direct light that dust scatters which still arrives, as diffuse light."""

# For each clearness of the sky below a limit: F11, F12, F13, F21, F22, F23.
_PEREZ = (
    (1.065, (-0.008, 0.588, -0.062, -0.060, 0.072, -0.022)),
    (1.230, (0.130, 0.683, -0.151, -0.019, 0.066, -0.029)),
    (1.500, (0.330, 0.487, -0.221, 0.055, -0.064, -0.026)),
    (1.950, (0.568, 0.187, -0.295, 0.109, -0.152, -0.014)),
    (2.800, (0.873, -0.392, -0.362, 0.226, -0.462, 0.001)),
    (4.500, (1.132, -1.237, -0.412, 0.288, -0.823, 0.056)),
    (6.200, (1.060, -1.600, -0.359, 0.264, -1.127, 0.131)),
    (math.inf, (0.678, -0.327, -0.250, 0.156, -1.377, 0.251)),
)


class MeasuredLight(NamedTuple):
    """What was measured of the sunlight, in W/m²; the global one, or both others, must be there."""

    horizontal: float | None = None
    direct: float | None = None
    diffuse: float | None = None


def complete(measured: MeasuredLight, sun: SunPosition, day_of_year: int) -> Irradiance:
    """The whole light: what was not measured follows from what was."""
    if sun.elevation <= 0:
        # What is left is twilight.
        left = max(0.0, measured.horizontal or measured.diffuse or 0.0)
        return Irradiance(left, 0.0, left)
    sine = max(sun.sine, _LOWEST_SINE)
    horizontal = measured.horizontal
    if horizontal is None:
        horizontal = (measured.direct or 0.0) * sine + (measured.diffuse or 0.0)
    diffuse = measured.diffuse
    if diffuse is None and measured.direct is None:
        diffuse = horizontal * diffuse_share(horizontal, sun, day_of_year)
    elif diffuse is None:
        diffuse = max(0.0, horizontal - (measured.direct or 0.0) * sine)
    direct = measured.direct
    if direct is None:
        direct = min(max(0.0, horizontal - diffuse) / sine, extraterrestrial_w_m2(day_of_year))
    return Irradiance(horizontal, direct, diffuse, *brightness(sun, direct, diffuse, day_of_year))


def extraterrestrial_w_m2(day_of_year: int) -> float:
    """The sun's irradiance outside the atmosphere."""
    angle = 2 * math.pi * (day_of_year - 1) / 365
    near = 1.00011 + 0.034221 * math.cos(angle) + 0.00128 * math.sin(angle)
    return _SOLAR_CONSTANT_W_M2 * (near + 0.000719 * math.cos(2 * angle) + 0.000077 * math.sin(2 * angle))


def diffuse_share(horizontal: float, sun: SunPosition, day_of_year: int) -> float:
    """The share of the light on level ground that comes from the sky, 0 to 1."""
    clearness = min(1.0, horizontal / (extraterrestrial_w_m2(day_of_year) * max(sun.sine, _LOWEST_SINE)))
    if clearness <= 0.22:
        return 1 - 0.09 * clearness
    if clearness > 0.8:
        return 0.165
    return (
        0.9511
        - 0.1604 * clearness
        + 4.388 * clearness**2
        - 16.638 * clearness**3
        + 12.336 * clearness**4
    )  # fmt: skip


def brightness(sun: SunPosition, direct: float, diffuse: float, day_of_year: int) -> tuple[float, float]:
    """`around_sun` and `from_horizon` of the diffuse light."""
    if diffuse <= 0 or sun.elevation <= 0:
        return 0.0, 0.0
    zenith = math.radians(90 - sun.elevation)
    thickened = 1.041 * zenith**3
    clearness = ((diffuse + direct) / diffuse + thickened) / (1 + thickened)
    bright = diffuse * _air_mass(sun) / extraterrestrial_w_m2(day_of_year)
    f11, f12, f13, f21, f22, f23 = next(row for limit, row in _PEREZ if clearness < limit)
    around_sun = max(0.0, f11 + f12 * bright + f13 * zenith)
    return around_sun, f21 + f22 * bright + f23 * zenith


def through_dust(light: Irradiance, sun: SunPosition, optical_depth: float) -> Irradiance:
    """What dust of an aerosol optical depth leaves of the light (Beer and Lambert)."""
    if optical_depth <= 0 or sun.elevation <= 0:
        return light
    kept = math.exp(-optical_depth * _air_mass(sun))
    lost = light.direct * (1 - kept) * sun.sine
    diffuse = light.diffuse + _DUST_SENDS_ON * lost
    return Irradiance(light.horizontal - (1 - _DUST_SENDS_ON) * lost, light.direct * kept, diffuse)


def _air_mass(sun: SunPosition) -> float:
    """How much air the direct light crosses, as a multiple of that under a sun in the zenith."""
    return 1 / (sun.sine + 0.50572 * math.pow(6.07995 + sun.elevation, -1.6364))
