"""The kinds of weather that a scenario may ask for, each as what it changes of the usual."""

from __future__ import annotations

from typing import Literal, NamedTuple

KindName = Literal["usual", "typical", "heat_wave", "cold_night", "dust", "rain"]


class WeatherKind(NamedTuple):
    """How a kind of weather differs from what is usual at its place and season."""

    chance: float = 1.0
    """How much remains of the chance by which usual days differ, 0 to 1."""
    warmer_k: float = 0.0
    nights: float = 1.0
    """How far nights fall below the day's mean, as a multiple of the usual."""
    cloud: float | None = None
    higher_hpa: float = 0.0
    humidity_percent: float | None = None
    wind_m_s: float | None = None
    """The mean wind; None leaves it to the season."""
    pm25_ug_m3: float | None = None
    optical_depth: float = 0.0
    """Aerosol optical depth of the dust in the air, beyond the usual."""
    rain_mm: float | None = None
    """Rain of each day; None leaves it to chance and season."""


KINDS: dict[KindName, WeatherKind] = {
    "usual": WeatherKind(),
    "typical": WeatherKind(chance=0.0),
    "heat_wave": WeatherKind(chance=0.3, warmer_k=7.0, cloud=0.0, higher_hpa=-3.0, wind_m_s=2.0),
    "cold_night": WeatherKind(
        chance=0.3, warmer_k=-8.0, nights=1.3, cloud=0.0, higher_hpa=8.0, wind_m_s=0.8
    ),
    "dust": WeatherKind(
        chance=0.3, cloud=0.1, higher_hpa=-6.0, wind_m_s=9.0, pm25_ug_m3=300.0, optical_depth=1.0
    ),
    "rain": WeatherKind(
        chance=0.3, warmer_k=-3.0, cloud=0.95, higher_hpa=-8.0, humidity_percent=85.0, rain_mm=12.0
    ),
}  # fmt: skip
