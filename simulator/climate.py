"""What is usual at a place: monthly means, as observed."""

from __future__ import annotations

from dataclasses import dataclass

Months = tuple[float, float, float, float, float, float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Climate:
    """Monthly means, January first. Temperatures in °C, relative humidity in percent."""

    coldest_c: Months
    mean_c: Months
    warmest_c: Months
    humidity_percent: Months
    sunshine_h: Months
    """Hours of sunshine a day."""
    rain_mm: Months
    """Rain of the whole month."""
    wind_m_s: Months
    wind_from_degrees: float
    """Where the wind mostly comes from: 0 north, 90 east."""
    pm25_ug_m3: float
    pressure_hpa: float


# Birjand, South Khorasan (WMO 40809, 1,491 m), means of 1991–2018. Of the wind only the mean of the year
# (2.7 m/s) and that of July (4.0 m/s) are known: between them a cosine. Its direction and the fine dust are
# orders of magnitude: the north-eastern winds of Khorasan, and Mashhad's dust of 2014–2016 (26–30 µg/m³).
_BIRJAND = Climate(
    coldest_c=(-2.6, 0.2, 4.6, 10.0, 14.3, 18.3, 19.9, 17.0, 12.4, 7.7, 2.6, -1.4),
    mean_c=(3.8, 6.6, 11.6, 17.7, 23.0, 27.2, 28.2, 26.2, 22.4, 17.0, 10.5, 5.7),
    warmest_c=(11.4, 13.9, 18.9, 25.2, 30.7, 35.0, 35.7, 34.4, 31.7, 26.5, 19.3, 14.2),
    humidity_percent=(56, 52, 44, 35, 26, 19, 20, 20, 20, 27, 40, 49),
    sunshine_h=(6.7, 7.2, 7.4, 8.4, 10.1, 11.6, 12.0, 11.7, 10.8, 9.4, 7.7, 7.0),
    rain_mm=(26, 31, 36, 19, 7, 1, 0, 0, 1, 3, 7, 18),
    wind_m_s=(1.4, 1.6, 2.1, 2.7, 3.4, 3.8, 4.0, 3.8, 3.4, 2.7, 2.1, 1.6),
    wind_from_degrees=60.0,
    pm25_ug_m3=25.0,
    pressure_hpa=850.0,
)
_CLIMATES = {"birjand": _BIRJAND}


def climate_names() -> list[str]:
    """The places whose climate the lab knows."""
    return sorted(_CLIMATES)


def find_climate(name: str) -> Climate:
    """The climate of a place that `climate_names` lists."""
    return _CLIMATES[name]


def at_day(months: Months, day_of_year: int) -> float:
    """The monthly means as a smooth course: linear from the middle of one month to that of the next."""
    position = (day_of_year - 15.5) / 30.4375
    before = int(position // 1)
    share = position - before
    return months[before % 12] * (1 - share) + months[(before + 1) % 12] * share
