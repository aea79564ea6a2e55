"""Traits of the air: temperature, humidity, pressure."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Access, Property, Reporting, Sensing
from devices.surroundings import Surroundings
from devices.text import Text


def temperature(sensing: Sensing, reporting: Reporting, access: Access = Access.PUBLISHED) -> Trait:
    """Air temperature in °C."""
    return Trait(
        properties=(
            Property(
                name="temperature",
                kind="numeric",
                title=Text(en="Temperature", fa="دما"),
                description=Text(en="Measured temperature value", fa="دمای اندازه‌گیری‌شده"),
                access=access,
                unit="°C",
                initial=20.0,
                sensing=sensing,
                reporting=reporting,
            ),
        ),
        sense=_feel_temperature,
        follows={"room.temperature_c": reporting.change / 4},
    )


def humidity(sensing: Sensing, reporting: Reporting, access: Access = Access.PUBLISHED) -> Trait:
    """Relative humidity of the air in percent."""
    return Trait(
        properties=(
            Property(
                name="humidity",
                kind="numeric",
                title=Text(en="Humidity", fa="رطوبت"),
                description=Text(en="Measured relative humidity", fa="رطوبت نسبی اندازه‌گیری‌شده"),
                access=access,
                unit="%",
                minimum=0,
                maximum=100,
                initial=40.0,
                sensing=sensing,
                reporting=reporting,
            ),
        ),
        sense=_feel_humidity,
        follows={"room.humidity_percent": reporting.change / 4},
    )


def pressure(sensing: Sensing, reporting: Reporting) -> Trait:
    """Atmospheric pressure in hPa."""
    return Trait(
        properties=(
            Property(
                name="pressure",
                kind="numeric",
                title=Text(en="Pressure", fa="فشار هوا"),
                description=Text(en="The measured atmospheric pressure", fa="فشار جو اندازه‌گیری‌شده"),
                unit="hPa",
                initial=850.0,
                sensing=sensing,
                reporting=reporting,
            ),
        ),
        sense=_feel_pressure,
        follows={"outdoors.pressure_hpa": reporting.change / 4},
    )


def _feel_temperature(values: Values, around: Surroundings) -> Values:
    return {"temperature": around.room.temperature_c}


def _feel_humidity(values: Values, around: Surroundings) -> Values:
    return {"humidity": around.room.humidity_percent}


def _feel_pressure(values: Values, around: Surroundings) -> Values:
    return {"pressure": around.outdoors.pressure_hpa}
