"""Traits of devices that warn: of smoke, of carbon monoxide, of gas, of water on the floor."""

from __future__ import annotations

import math

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import instant, number
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.parts import hours_since, look_again, measured, option, sign

_BUZZER_DB = 85.0
"""What a domestic alarm must reach at three metres (EN 14604, EN 50291)."""
_TEST_MS = 10_000


def smoke_alarm(alarms_above_percent_m: float, clears_below_percent_m: float) -> Trait:
    """A smoke detector with its buzzer and its test button. Obscuration in percent a metre (EN 14604)."""

    def smell(values: Values, around: Surroundings) -> Values:
        is_tested = around.now_ms < instant(values, "smoke_test_until_ms")
        limit = clears_below_percent_m if values["smoke"] else alarms_above_percent_m
        return {"smoke": is_tested or around.room.smoke_percent_m > limit}

    return Trait(
        properties=(
            sign(
                "smoke",
                Text(en="Smoke", fa="دود"),
                Text(
                    en="Indicates whether the device detected smoke",
                    fa="نشان می‌دهد که دود تشخیص داده شده است",
                ),
            ),
        ),
        memory={"smoke_test_until_ms": 0},
        sense=smell,
        follows={"room.smoke_percent_m": clears_below_percent_m / 50},
        react={"test": _test_smoke, "smoke_test_over": look_again},
        hands={"test": "test"},
        act=lambda values, load: _buzz(values["smoke"] is True),
    )


def _test_smoke(values: Values, around: Surroundings) -> Change:
    return Change(
        {"smoke": True, "smoke_test_until_ms": around.now_ms + _TEST_MS},
        tell=("smoke",),
        wake_after_ms=_TEST_MS,
        wake_with="smoke_test_over",
    )


def carbon_monoxide_alarm() -> Trait:
    """A carbon monoxide detector with its buzzer: the more there is, the sooner it warns, as EN 50291 asks.

    Within 3 minutes at 300 ppm, between 10 and 40 at 100 ppm, between 60 and 90 at 50 ppm.
    """
    return Trait(
        properties=(
            sign(
                "carbon_monoxide",
                Text(en="Carbon monoxide", fa="مونوکسید کربن"),
                Text(
                    en="Indicates if CO (carbon monoxide) is detected",
                    fa="نشان می‌دهد که گاز مونوکسید کربن تشخیص داده شده است",
                ),
            ),
        ),
        memory={"co_exposure": 0.0, "co_exposed_at_ms": 0},
        sense=_breathe,
        follows={"room.co_ppm": 2},
        patience=lambda values: 60.0 if number(values, "co_exposure") > 0 else math.inf,
        act=lambda values, load: _buzz(values["carbon_monoxide"] is True),
    )


def _breathe(values: Values, around: Surroundings) -> Values:
    ppm = around.room.co_ppm
    passed_min = 60 * hours_since(values, "co_exposed_at_ms", around)
    exposure = number(values, "co_exposure") + passed_min / _warns_after_min(ppm)
    exposure = min(1.0, max(0.0, exposure))
    warns = exposure >= 1 or (values["carbon_monoxide"] is True and ppm >= 40)
    return {"carbon_monoxide": warns, "co_exposure": exposure, "co_exposed_at_ms": around.now_ms}


def _warns_after_min(ppm: float) -> float:
    """Minutes until the alarm at this concentration; negative: how fast what was breathed is forgotten."""
    for from_ppm, minutes in ((300, 2.0), (100, 25.0), (50, 75.0)):
        if ppm >= from_ppm:
            return minutes
    return -10.0


def gas_alarm(alarms_above_percent_lel: float) -> Trait:
    """A detector of natural gas with its buzzer, which can be silenced until the air is clean again."""

    def smell(values: Values, around: Surroundings) -> Values:
        share = around.room.gas_percent_lel
        limit = alarms_above_percent_lel * (0.6 if values["gas"] else 1.0)
        has_gas = share > limit
        is_over = values["gas"] is True and not has_gas
        return {"gas": has_gas, "gas_value": share, "silence": values["silence"] is True and not is_over}

    return Trait(
        properties=(
            sign(
                "gas",
                Text(en="Gas", fa="گاز"),
                Text(
                    en="Indicates whether the device detected gas",
                    fa="نشان می‌دهد که نشت گاز تشخیص داده شده است",
                ),
            ),
            measured(
                "gas_value",
                Text(en="Gas value", fa="غلظت گاز"),
                Text(
                    en="Measured gas concentration, in percent of the lower explosive limit",
                    fa="غلظت گاز به درصدی از حد پایین انفجار",
                ),
                "LEL",
                minimum=0,
                maximum=100,
                sensing=Sensing(noise=0.1, resolution=0.1),
                change=1,
            ),
            option(
                "silence",
                Text(en="Silence", fa="بی‌صدا"),
                Text(en="Silence the alarm", fa="قطع صدای هشدار تا زمانی که هوا پاک شود"),
            ),
        ),
        sense=smell,
        follows={"room.gas_percent_lel": alarms_above_percent_lel / 50},
        act=lambda values, load: _buzz(values["gas"] is True and values["silence"] is not True),
    )


def water_leak() -> Trait:
    """Two contacts on the floor that water joins."""
    return Trait(
        properties=(
            sign(
                "water_leak",
                Text(en="Water leak", fa="نشت آب"),
                Text(
                    en="Indicates whether the device detected a water leak",
                    fa="نشان می‌دهد که آب روی زمین تشخیص داده شده است",
                ),
            ),
        ),
        sense=lambda values, around: {"water_leak": around.room.is_wet},
        follows={"room.is_wet": 0},
    )


def tamper() -> Trait:
    """A small switch that notices when the device is taken off its wall."""
    return Trait(
        properties=(
            sign(
                "tamper",
                Text(en="Tamper", fa="دستکاری"),
                Text(
                    en="Indicates whether the device is tampered",
                    fa="نشان می‌دهد که دستگاه از جای خود برداشته شده است",
                ),
            ),
        ),
        react={
            "take_down": lambda values, around: Change({"tamper": True}),
            "put_back": lambda values, around: Change({"tamper": False}),
        },
        hands={"take_down": "take_down", "put_back": "put_back"},
    )


def _buzz(is_on: bool) -> Effect:
    return Effect(sound_db=_BUZZER_DB) if is_on else Effect()
