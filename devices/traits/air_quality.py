"""Traits of what is in the air: carbon dioxide, fine dust, volatile organic compounds."""

from __future__ import annotations

import math

from devices.device import Trait, Values
from devices.property import Access, Property, Reporting, Sensing
from devices.surroundings import Surroundings
from devices.text import Text

_USUAL_VOC_PPB = 100.0
_VOC_INDEX_USUAL, _VOC_INDEX_HIGHEST = 100.0, 500.0


def co2(
    sensing: Sensing, reporting: Reporting, low_ppm: float | None = None, high_ppm: float | None = None
) -> Trait:
    """Carbon dioxide in ppm, between the least and the most that the sensor can show."""
    return Trait(
        properties=(
            Property(
                name="co2",
                kind="numeric",
                title=Text(en="CO2", fa="دی‌اکسید کربن"),
                description=Text(
                    en="The measured CO2 (carbon dioxide) value", fa="غلظت دی‌اکسید کربن اندازه‌گیری‌شده"
                ),
                unit="ppm",
                minimum=0 if low_ppm is None else low_ppm,
                maximum=high_ppm,
                initial=420,
                sensing=sensing,
                reporting=reporting,
            ),
        ),
        sense=_smell_co2,
        follows={"room.co2_ppm": reporting.change / 4},
    )


def pm25(sensing: Sensing, reporting: Reporting, access: Access = Access.PUBLISHED) -> Trait:
    """Particles smaller than 2.5 µm, in µg/m³; optical sensors end at 1,000."""
    return Trait(
        properties=(
            Property(
                name="pm25",
                kind="numeric",
                title=Text(en="PM2.5", fa="ذرات معلق"),
                description=Text(
                    en="Measured PM2.5 (particulate matter) concentration",
                    fa="غلظت ذرات معلق کوچک‌تر از ۲٫۵ میکرون",
                ),
                access=access,
                unit="µg/m³",
                minimum=0,
                maximum=1000,
                initial=8,
                sensing=sensing,
                reporting=reporting,
            ),
        ),
        sense=_see_dust,
        follows={"room.pm25_ug_m3": reporting.change / 4},
    )


def voc(sensing: Sensing, reporting: Reporting) -> Trait:
    """Volatile organic compounds in ppb."""
    return Trait(
        properties=(
            Property(
                name="voc",
                kind="numeric",
                title=Text(en="VOC", fa="ترکیبات آلی فرار"),
                description=Text(en="Measured VOC value", fa="غلظت ترکیبات آلی فرار اندازه‌گیری‌شده"),
                unit="ppb",
                minimum=0,
                initial=100,
                sensing=sensing,
                reporting=reporting,
            ),
        ),
        sense=_smell_voc,
        follows={"room.voc_ppb": reporting.change / 4},
    )


def voc_index(reporting: Reporting) -> Trait:
    """Sensirion's index of 1 to 500: 100 is the room's usual air, more is worse."""
    return Trait(
        properties=(
            Property(
                name="voc_index",
                kind="numeric",
                title=Text(en="VOC index", fa="شاخص ترکیبات آلی فرار"),
                description=Text(
                    en="Sensirion VOC index", fa="شاخص ترکیبات آلی فرار؛ عدد ۱۰۰ هوای معمول اتاق است"
                ),
                minimum=1,
                maximum=_VOC_INDEX_HIGHEST,
                initial=100,
                sensing=Sensing(noise=1.5, lag_s=60, resolution=1),
                reporting=reporting,
            ),
        ),
        sense=_rate_voc,
        follows={"room.voc_ppb": reporting.change / 4},
    )


def _smell_co2(values: Values, around: Surroundings) -> Values:
    return {"co2": around.room.co2_ppm}


def _see_dust(values: Values, around: Surroundings) -> Values:
    return {"pm25": around.room.pm25_ug_m3}


def _smell_voc(values: Values, around: Surroundings) -> Values:
    return {"voc": around.room.voc_ppb}


def _rate_voc(values: Values, around: Surroundings) -> Values:
    """A curve through 0, 100 for the usual air and, far above it, 500."""
    excess = around.room.voc_ppb / _USUAL_VOC_PPB
    steepness = math.log(_VOC_INDEX_HIGHEST / (_VOC_INDEX_HIGHEST - _VOC_INDEX_USUAL))
    return {"voc_index": max(1.0, _VOC_INDEX_HIGHEST * -math.expm1(-steepness * excess))}
