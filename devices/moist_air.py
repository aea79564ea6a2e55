"""Moist air: how much water it holds, and how far evaporating water can cool it."""

from __future__ import annotations

import math
from typing import NamedTuple

from devices.surroundings import Outdoors

_GAS_CONSTANT_J_KG_K = 287.05
_HEAT_CAPACITY_J_KG_K = 1006.0
_VAPORISING_J_G = 2450.0
_PSYCHROMETER_PER_K = 0.000662
"""Coefficient of a ventilated psychrometer, in 1/K of the air's pressure (WMO-No. 8, annex 4.B)."""


class MoistAir(NamedTuple):
    """Air at a temperature in °C, a relative humidity in percent and a pressure in hPa."""

    temperature_c: float
    humidity_percent: float
    pressure_hpa: float

    @classmethod
    def outside(cls, outdoors: Outdoors) -> MoistAir:
        """The air outside a house."""
        return cls(outdoors.temperature_c, outdoors.humidity_percent, outdoors.pressure_hpa)

    @property
    def density_kg_m3(self) -> float:
        """Mass of a cubic metre, as of dry air."""
        return 100 * self.pressure_hpa / (_GAS_CONSTANT_J_KG_K * (self.temperature_c + 273.15))

    @property
    def wet_bulb_c(self) -> float:
        """The temperature to which water that evaporates into it can cool it.

        Solves e = e_sat(T_w) − A·p·(T − T_w), Sprung's formula, by halving.
        """
        vapour_hpa = saturation_hpa(self.temperature_c) * self.humidity_percent / 100
        low, high = -60.0, self.temperature_c
        for _ in range(40):
            middle = (low + high) / 2
            depression_hpa = _PSYCHROMETER_PER_K * self.pressure_hpa * (self.temperature_c - middle)
            if saturation_hpa(middle) - depression_hpa < vapour_hpa:
                low = middle
            else:
                high = middle
        return (low + high) / 2

    def evaporated_g_m3(self, cooled_k: float) -> float:
        """Water that a cubic metre takes up while evaporation cools it by `cooled_k`."""
        return self.density_kg_m3 * _HEAT_CAPACITY_J_KG_K * cooled_k / _VAPORISING_J_G


def saturation_hpa(temperature_c: float) -> float:
    """Pressure of saturated vapour over water (Magnus, with the coefficients of WMO-No. 8)."""
    return 6.112 * math.exp(17.62 * temperature_c / (243.12 + temperature_c))
