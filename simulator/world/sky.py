"""The weather of one instant, as houses and devices meet it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

from devices.surroundings import Outdoors
from simulator.world.sun import LUMEN_PER_WATT, Irradiance, SunPosition

_MAGNUS = (6.112, 17.62, 243.12)
_STEFAN_BOLTZMANN = 5.670374e-8
_ICE_K = 273.15
_PM25_OF_PM10 = 0.4
"""As measured in Tehran, Isfahan and Khuzestan, 2016–2021: 0.39 to 0.42."""
_BELOW = SunPosition(-90.0, 0.0)


class Sky(NamedTuple):
    """The weather of one instant. Vapour is the pressure of water vapour in hPa."""

    temperature_c: float
    vapour_hpa: float
    pressure_hpa: float
    cloud: float
    light: Irradiance
    walls: Mapping[str, float]
    """Irradiance on walls, by the compass direction that they face, and on a level `roof`, in W/m²."""
    wind_m_s: float = 0.0
    wind_from_degrees: float = 0.0
    rain_mm_h: float = 0.0
    pm25_ug_m3: float = 8.0
    sun: SunPosition = _BELOW
    """Where `light` comes from: `on_surface(sky.sun, sky.light, …)` gives what any other surface gets."""
    infrared_w_m2: float | None = None
    """Thermal radiation of the sky on level ground, where it was measured."""

    @property
    def humidity_percent(self) -> float:
        """Relative humidity."""
        return min(100.0, 100 * self.vapour_hpa / saturation_hpa(self.temperature_c))

    @property
    def pm10_ug_m3(self) -> float:
        """Particles smaller than 10 µm, in µg/m³."""
        return self.pm25_ug_m3 / _PM25_OF_PM10

    @property
    def sky_temperature_c(self) -> float:
        """The temperature at which a black sky would radiate as this one does."""
        if self.infrared_w_m2 is not None:
            return float((self.infrared_w_m2 / _STEFAN_BOLTZMANN) ** 0.25) - _ICE_K
        emits = _sky_emissivity(dew_point_c(self.vapour_hpa), self.cloud)
        return float((self.temperature_c + _ICE_K) * emits**0.25) - _ICE_K

    @property
    def felt(self) -> Outdoors:
        """What a device outside can feel of it."""
        return Outdoors(
            temperature_c=self.temperature_c,
            humidity_percent=self.humidity_percent,
            pressure_hpa=self.pressure_hpa,
            irradiance_w_m2=self.light.horizontal,
            illuminance_lx=self.light.horizontal * LUMEN_PER_WATT,
            wind_m_s=self.wind_m_s,
            wind_from_degrees=self.wind_from_degrees,
            rain_mm_h=self.rain_mm_h,
            pm25_ug_m3=self.pm25_ug_m3,
        )


def saturation_hpa(temperature_c: float) -> float:
    """Pressure of saturated water vapour over water in hPa (Magnus form, WMO No. 8)."""
    base, factor, shift = _MAGNUS
    return base * math.exp(factor * temperature_c / (shift + temperature_c))


def dew_point_c(vapour_hpa: float) -> float:
    """The temperature at which this vapour is saturated: the inverse of `saturation_hpa`."""
    base, factor, shift = _MAGNUS
    # Air without any vapour has no dew point; 0.01 hPa is that of −60 °C.
    height = math.log(max(vapour_hpa, 0.01) / base)
    return shift * height / (factor - height)


def _sky_emissivity(dew_point: float, cloud: float) -> float:
    """Clark and Allen (1978) for a clear sky, Walton (1983) for clouds, as EnergyPlus has it."""
    tenths = 10 * cloud
    clear = 0.787 + 0.764 * math.log((dew_point + _ICE_K) / 273.0)
    return min(1.0, clear * (1 + 0.0224 * tenths - 0.0035 * tenths**2 + 0.00028 * tenths**3))
