"""Traits of measuring how much water stands in a tank or a well."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.parts import measured, setting, stage

_BAR_PER_M = 0.0981
"""Weight of a metre of water."""


def tank_level(depth_m: float) -> Trait:
    """A sound that finds the surface of a tank `depth_m` deep, and says when that is out of range."""

    def look(values: Values, around: Surroundings) -> Values:
        level = around.fixture.level_percent
        low, high = number(values, "mini_set"), number(values, "max_set")
        return {
            "liquid_level_percent": level,
            "liquid_depth": depth_m * level / 100,
            "liquid_state": "low" if level < low else "high" if level > high else "normal",
        }

    return Trait(properties=_LEVEL_SHOWN, sense=look, follows={"fixture.level_percent": 0.2})


def level_transmitter(depth_m: float) -> Trait:
    """A probe on the ground of a well or tank `depth_m` deep: the weight of the water above it."""

    def weigh(values: Values, around: Surroundings) -> Values:
        level_m = depth_m * around.fixture.level_percent / 100
        return {
            "p1": level_m * _BAR_PER_M,
            "level": level_m,
            "tob1": around.fixture.temperature_c,
        }

    return Trait(
        properties=_PROBE_SHOWN,
        sense=weigh,
        follows={"fixture.level_percent": 0.05, "fixture.temperature_c": 0.1},
    )


_LEVEL_SHOWN = (
    measured(
        "liquid_level_percent",
        Text(en="Liquid level percent", fa="درصد پر بودن"),
        Text(en="Liquid level ratio", fa="درصد پر بودن مخزن"),
        "%",
        initial=50,
        minimum=0,
        maximum=100,
        sensing=Sensing(noise=0.2, resolution=1),
        change=1,
    ),
    measured(
        "liquid_depth",
        Text(en="Liquid depth", fa="ژرفای آب"),
        Text(en="Depth of the water", fa="ژرفای آب در مخزن"),
        "m",
        minimum=0,
        sensing=Sensing(noise=0.003, resolution=0.01),
        change=0.02,
    ),
    stage(
        "liquid_state",
        Text(en="Liquid state", fa="وضعیت سطح آب"),
        Text(en="Liquid level status", fa="کم، عادی یا زیاد بودن آب مخزن"),
        ("normal", "low", "high"),
    ),
    setting(
        "max_set",
        Text(en="Upper limit", fa="مرز بالا"),
        Text(en="Above this the level counts as high", fa="بالاتر از این، سطح آب زیاد شمرده می‌شود"),
        "%",
        initial=90,
        minimum=0,
        maximum=100,
    ),
    setting(
        "mini_set",
        Text(en="Lower limit", fa="مرز پایین"),
        Text(en="Below this the level counts as low", fa="پایین‌تر از این، سطح آب کم شمرده می‌شود"),
        "%",
        initial=15,
        minimum=0,
        maximum=100,
    ),
)
_PROBE_SHOWN = (
    measured(
        "level",
        Text(en="Water level", fa="سطح آب"),
        Text(en="Water above the probe", fa="بلندی آب بالای حسگر"),
        "m",
        minimum=0,
        sensing=Sensing(noise=0.001, bias=0.003, resolution=0.001),
        change=0.02,
    ),
    measured(
        "p1",
        Text(en="Pressure P1", fa="فشار P1"),
        Text(en="Pressure of the water above the air's", fa="فشار آب نسبت به فشار هوا"),
        "bar",
        minimum=0,
        sensing=Sensing(noise=0.0001, resolution=0.0001),
        change=0.002,
    ),
    measured(
        "tob1",
        Text(en="Temperature TOB1", fa="دمای TOB1"),
        Text(en="Temperature of the water at the probe", fa="دمای آب در محل حسگر"),
        "°C",
        initial=17,
        sensing=Sensing(noise=0.02, bias=0.1, resolution=0.01),
        change=0.5,
    ),
)
