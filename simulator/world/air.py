"""Moisture in the air of a room, as the pressure of its water vapour."""

from __future__ import annotations

import math

PERSON_G_H = 50.0
"""Water that a resting adult gives to the air, grams an hour."""
_HPA_PER_G_M3 = 1.353
"""Vapour pressure of one gram of water in a cubic metre of air at 20 °C (ideal gas)."""


def vapour_after(
    vapour_hpa: float, outdoor_hpa: float, air_changes_per_hour: float, grams_per_hour_m3: float, hours: float
) -> float:
    """The vapour pressure after a time with constant exchange and source: C = C∞ + (C₀ − C∞) e^{−nt}."""
    if air_changes_per_hour <= 0:
        return vapour_hpa + grams_per_hour_m3 * _HPA_PER_G_M3 * hours
    final = outdoor_hpa + grams_per_hour_m3 * _HPA_PER_G_M3 / air_changes_per_hour
    return final + (vapour_hpa - final) * math.exp(-air_changes_per_hour * hours)
