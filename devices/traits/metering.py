"""Traits of measuring electricity."""

from __future__ import annotations

import math

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import Property, Reporting, Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text

_MILLISECONDS_TIMES_WATTS_IN_A_KWH = 3.6e9
_WORTH_TELLING_KWH = 0.01


def power_meter() -> Trait:
    """Power, current, voltage and energy of what is switched on behind the device's `state`."""
    return Trait(
        properties=(
            Property(
                name="power",
                kind="numeric",
                title=Text(en="Power", fa="توان"),
                description=Text(en="Instantaneous measured power", fa="توان لحظه‌ای اندازه‌گیری‌شده"),
                unit="W",
                minimum=0,
                initial=0.0,
                sensing=Sensing(noise=0.2, resolution=0.1),
                reporting=Reporting(min_s=5, max_s=3600, change=1),
            ),
            Property(
                name="current",
                kind="numeric",
                title=Text(en="Current", fa="جریان"),
                description=Text(
                    en="Instantaneous measured electrical current", fa="جریان الکتریکی لحظه‌ای اندازه‌گیری‌شده"
                ),
                unit="A",
                minimum=0,
                initial=0.0,
                sensing=Sensing(resolution=0.01),
            ),
            Property(
                name="voltage",
                kind="numeric",
                title=Text(en="Voltage", fa="ولتاژ"),
                description=Text(
                    en="Measured electrical potential value", fa="اختلاف پتانسیل الکتریکی اندازه‌گیری‌شده"
                ),
                unit="V",
                minimum=0,
                initial=230,
                sensing=Sensing(noise=0.8, resolution=1),
            ),
            Property(
                name="energy",
                kind="numeric",
                title=Text(en="Energy", fa="انرژی"),
                description=Text(en="Sum of consumed energy", fa="مجموع انرژی مصرف‌شده"),
                unit="kWh",
                minimum=0,
                initial=0.0,
                sensing=Sensing(resolution=0.01),
                reporting=Reporting(min_s=10, max_s=3600, change=_WORTH_TELLING_KWH),
            ),
        ),
        memory={"metered_w": 0.0, "metered_kwh": 0.0, "metered_at_ms": 0},
        sense=_meter,
        follows={},
        patience=_until_worth_telling_s,
        act=_pass_on,
    )


def _meter(values: Values, around: Surroundings) -> Values:
    power_w = around.load.power_w if values["state"] == "ON" else 0.0
    passed_ms = around.now_ms - number(values, "metered_at_ms")
    added_kwh = number(values, "metered_w") * passed_ms / _MILLISECONDS_TIMES_WATTS_IN_A_KWH
    energy_kwh = number(values, "metered_kwh") + added_kwh
    return {
        "power": power_w,
        "current": power_w / around.mains_v if around.mains_v else 0.0,
        "voltage": around.mains_v,
        "energy": energy_kwh,
        "metered_w": power_w,
        "metered_kwh": energy_kwh,
        "metered_at_ms": around.now_ms,
    }


def _until_worth_telling_s(values: Values) -> float:
    """How long it takes at the present power until there is as much more energy to tell."""
    power_w = number(values, "metered_w")
    return _WORTH_TELLING_KWH * _MILLISECONDS_TIMES_WATTS_IN_A_KWH / power_w / 1000 if power_w else math.inf


def _pass_on(values: Values, load: Load) -> Effect:
    return Effect.of_load(load) if values["state"] == "ON" else Effect()
