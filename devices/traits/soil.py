"""The trait of feeling the soil of a bed."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Sensing
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.parts import measured, stage


def soil() -> Trait:
    """A probe in a bed: water in percent of volume, temperature, and a word for its battery."""
    return Trait(
        properties=(
            measured(
                "temperature",
                Text(en="Temperature", fa="دما"),
                Text(en="Temperature of the soil", fa="دمای خاک"),
                "°C",
                initial=15,
                sensing=Sensing(noise=0.05, bias=0.3, lag_s=600, resolution=0.1),
                change=1,
            ),
            measured(
                "soil_moisture",
                Text(en="Soil moisture", fa="رطوبت خاک"),
                Text(en="Measured soil moisture value", fa="رطوبت اندازه‌گیری‌شدهٔ خاک"),
                "%",
                initial=22,
                minimum=0,
                maximum=100,
                sensing=Sensing(noise=0.2, bias=0.7, lag_s=300, resolution=1),
                change=1,
                min_s=60,
            ),
            stage(
                "battery_state",
                Text(en="Battery state", fa="وضعیت باتری"),
                Text(en="State of the battery", fa="وضعیت شارژ باتری"),
                ("high", "medium", "low"),
            ),
        ),
        sense=_dig,
        follows={"fixture.moisture_percent": 0.2, "fixture.temperature_c": 0.2},
    )


def _dig(values: Values, around: Surroundings) -> Values:
    charge = around.charge
    return {
        "temperature": around.fixture.temperature_c,
        "soil_moisture": around.fixture.moisture_percent,
        "battery_state": "high" if charge > 0.6 else "medium" if charge > 0.2 else "low",
    }
