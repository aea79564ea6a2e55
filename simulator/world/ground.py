"""How warm the ground is that water mains lie in."""

from __future__ import annotations

import math

from simulator.climate import Climate

_DIFFUSIVITY_M2_DAY = 0.055
"""Of moist loam."""


def ground_c(climate: Climate, day_of_year: float, depth_m: float) -> float:
    """Temperature at a depth: the year's wave of the air, damped and late (Kusuda and Achenbach 1965).

    The year's mean, amplitude and warmest day are those of the climate's monthly means.
    """
    mean_c = sum(climate.mean_c) / 12
    angles = [2 * math.pi * (month + 0.5) / 12 for month in range(12)]
    cosine = sum([value * math.cos(angle) for value, angle in zip(climate.mean_c, angles, strict=True)]) / 6
    sine = sum([value * math.sin(angle) for value, angle in zip(climate.mean_c, angles, strict=True)]) / 6
    damping = depth_m * math.sqrt(math.pi / (365 * _DIFFUSIVITY_M2_DAY))
    angle = 2 * math.pi * (day_of_year - 0.5) / 365 - damping
    return mean_c + math.exp(-damping) * (cosine * math.cos(angle) + sine * math.sin(angle))
