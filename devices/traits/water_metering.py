"""The trait of measuring what runs through a pipe."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Sensing
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.parts import measured

_LITRES_IN_A_M3 = 1000


def water_meter() -> Trait:
    """A meter in a pipe: what has run through it, what runs now, and how warm it is."""
    return Trait(
        properties=(
            measured(
                "water_consumed",
                Text(en="Water consumed", fa="آب مصرف‌شده"),
                Text(en="Total water consumption", fa="کل آب مصرف‌شده"),
                "m³",
                minimum=0,
                sensing=Sensing(resolution=0.001),
                change=0.01,
            ),
            measured(
                "flow_rate",
                Text(en="Flow rate", fa="آبدهی"),
                Text(en="Instantaneous flow rate", fa="آبدهی لحظه‌ای"),
                "m³/h",
                minimum=0,
                sensing=Sensing(gain=0.01, resolution=0.001),
                change=0.03,
            ),
            measured(
                "temperature",
                Text(en="Temperature", fa="دما"),
                Text(en="Temperature of the water", fa="دمای آب"),
                "°C",
                initial=15,
                sensing=Sensing(noise=0.05, bias=0.2, resolution=0.1),
                change=1,
            ),
        ),
        sense=_meter,
        follows={"fixture.flow_l_min": 0.2, "fixture.total_l": 5, "fixture.temperature_c": 0.5},
    )


def _meter(values: Values, around: Surroundings) -> Values:
    return {
        "water_consumed": around.fixture.total_l / _LITRES_IN_A_M3,
        "flow_rate": around.fixture.flow_l_min * 60 / _LITRES_IN_A_M3,
        "temperature": around.fixture.temperature_c,
    }
