"""How much water short grass would give to the air: the hourly Penman–Monteith equation of FAO-56."""

from __future__ import annotations

import math
from typing import NamedTuple

from devices.surroundings import Indoors, Outdoors
from simulator.world.sun import LUMEN_PER_WATT

_MJ_PER_WH = 0.0036
_STEFAN_BOLTZMANN = 2.043e-10
"""MJ/m² an hour."""
_ALBEDO = 0.23
_OPEN_SKY = 0.73
"""What an almost clear sky lets through of the ground's thermal radiation: 1.35 · 0.8 − 0.35."""
_WIND_AT_2_M = 0.748
"""Of what blows at 10 m, where weather stations measure."""
_DRAUGHT_M_S = 0.3
"""The air that moves in a greenhouse."""


class Atmosphere(NamedTuple):
    """What a plant meets. Wind at a height of 2 m."""

    temperature_c: float
    humidity_percent: float
    sun_w_m2: float
    wind_m_s: float
    pressure_hpa: float
    open_sky: float = _OPEN_SKY
    """What of the ground's thermal radiation gets away: 0 under a roof."""

    @staticmethod
    def under_the_sky(outdoors: Outdoors) -> Atmosphere:
        """Of a bed outside."""
        return Atmosphere(
            temperature_c=outdoors.temperature_c,
            humidity_percent=outdoors.humidity_percent,
            sun_w_m2=outdoors.irradiance_w_m2,
            wind_m_s=outdoors.wind_m_s * _WIND_AT_2_M,
            pressure_hpa=outdoors.pressure_hpa,
        )

    @staticmethod
    def under_a_roof(indoors: Indoors, pressure_hpa: float) -> Atmosphere:
        """Of a bed in a greenhouse, where lamps count as the sun does."""
        return Atmosphere(
            temperature_c=indoors.temperature_c,
            humidity_percent=indoors.humidity_percent,
            sun_w_m2=indoors.illuminance_lx / LUMEN_PER_WATT,
            wind_m_s=_DRAUGHT_M_S,
            pressure_hpa=pressure_hpa,
            open_sky=0.0,
        )


def reference_mm_h(air: Atmosphere) -> float:
    """Reference evapotranspiration in millimetres an hour (FAO-56, equation 53)."""
    celsius = air.temperature_c
    saturated_kpa = 0.6108 * math.exp(17.27 * celsius / (celsius + 237.3))
    vapour_kpa = saturated_kpa * air.humidity_percent / 100
    slope = 4098 * saturated_kpa / (celsius + 237.3) ** 2
    psychrometric = 0.665e-3 * air.pressure_hpa / 10
    emitted = _STEFAN_BOLTZMANN * (celsius + 273.16) ** 4 * (0.34 - 0.14 * math.sqrt(vapour_kpa))
    net = (1 - _ALBEDO) * air.sun_w_m2 * _MJ_PER_WH - emitted * air.open_sky
    into_the_ground = (0.1 if air.sun_w_m2 > 0 else 0.5) * net
    drying = psychrometric * 37 / (celsius + 273) * air.wind_m_s * (saturated_kpa - vapour_kpa)
    evaporated = 0.408 * slope * (net - into_the_ground) + drying
    return max(0.0, evaporated / (slope + psychrometric * (1 + 0.34 * air.wind_m_s)))
