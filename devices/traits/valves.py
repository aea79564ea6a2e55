"""Traits of valves in pipes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from devices.device import Change, Trait, Values
from devices.property import Property, Scalar
from devices.reading import number
from devices.surroundings import Surroundings
from devices.text import Text
from devices.traits.parts import look_again, measured, setting, stage
from devices.traits.switching import obey_state, on_off, press

_MINUTE_MS = 60_000


def valve(begins: str = "ON") -> Trait:
    """A motor on the valve of a pipe: ON is open. A button on the case moves it, too."""
    return Trait(
        properties=(_state(begins),),
        expose="switch",
        obey=obey_state,
        react={"press": press},
        hands={"press": "press"},
        drive=lambda values: {"open": 1.0 if values["state"] == "ON" else 0.0},
    )


def throttling_valve() -> Trait:
    """A valve that opens as far as its `threshold` in percent says, and closes after `timer` minutes."""
    return Trait(
        properties=(
            _state("ON"),
            setting(
                "threshold",
                Text(en="Threshold", fa="اندازهٔ باز شدن"),
                Text(en="Valve open percentage (multiple of 10)", fa="درصد باز بودن شیر (مضربی از ۱۰)"),
                "%",
                initial=100,
                minimum=0,
                maximum=100,
                step=10,
            ),
            _timer(600),
        ),
        expose="switch",
        memory={"closes_at_ms": None},
        obey=_obey_timed,
        sense=_look_at_clock,
        follows={},
        react={"press": press, "valve_timer": look_again},
        hands={"press": "press"},
        drive=_throttle,
    )


def irrigation_valve() -> Trait:
    """A garden valve with a timer in minutes, that measures what runs through it."""
    return Trait(
        properties=(_state("OFF"), _timer(60), *_TIMER_SHOWN),
        expose="switch",
        memory={"closes_at_ms": None, "opened_at_ms": None},
        obey=_obey_timed,
        sense=_water,
        react={"press": press, "valve_timer": look_again},
        hands={"press": "press"},
        drive=lambda values: {"open": 1.0 if values["state"] == "ON" else 0.0},
    )


def _state(begins: str) -> Property:
    return replace(
        on_off(
            Text(en="State", fa="وضعیت"),
            Text(en="Whether the valve is open (ON) or closed (OFF)", fa="باز (ON) یا بسته (OFF) بودن شیر"),
        ),
        initial=begins,
    )


def _timer(maximum_min: float) -> Property:
    return setting(
        "timer",
        Text(en="Timer", fa="زمان‌سنج"),
        Text(
            en="The valve closes so long after it was opened; 0: never",
            fa="شیر این مدت پس از باز شدن بسته می‌شود؛ صفر یعنی هرگز",
        ),
        "min",
        initial=0,
        minimum=0,
        maximum=maximum_min,
    )


_TIMER_SHOWN = (
    stage(
        "timer_state",
        Text(en="Timer state", fa="وضعیت زمان‌سنج"),
        Text(
            en="Whether the timer is set and whether it runs", fa="تنظیم بودن زمان‌سنج و در حال شمارش بودن آن"
        ),
        ("disabled", "active", "enabled"),
    ),
    measured(
        "timer_time_left",
        Text(en="Timer time left", fa="زمان باقی‌مانده"),
        Text(en="Auto off timer time left", fa="زمان باقی‌مانده تا بسته شدن خودکار شیر"),
        "min",
        minimum=0,
        change=1,
    ),
    measured(
        "last_valve_open_duration",
        Text(en="Last valve open duration", fa="مدت آخرین باز بودن"),
        Text(en="Time the valve was open", fa="مدتی که شیر آخرین بار باز بوده است"),
        "min",
        minimum=0,
        change=1,
    ),
    measured(
        "water_consumed",
        Text(en="Water consumed", fa="آب مصرف‌شده"),
        Text(en="Liters of water consumed", fa="مقدار آب مصرف‌شده به لیتر"),
        "L",
        minimum=0,
        change=1,
    ),
)


def _obey_timed(values: Values, wanted: Values) -> Values | Change:
    after = dict(wanted)
    if "state" in wanted:
        after |= obey_state(values, wanted)
    if after.get("state", values["state"]) != "ON":
        return after
    timer_min = number({**values, **after}, "timer")
    # The time is counted anew from this order on.
    return Change(
        {**after, "closes_at_ms": None},
        tell=tuple(after),
        wake_after_ms=round(timer_min * _MINUTE_MS) if timer_min > 0 else None,
        wake_with="valve_timer",
    )


def _look_at_clock(values: Values, around: Surroundings) -> dict[str, Scalar]:
    """Counts from when an open valve is noticed, and closes it at the end."""
    timer_min = number(values, "timer")
    if values["state"] != "ON" or timer_min <= 0:
        return {"closes_at_ms": None}
    if values["closes_at_ms"] is None:
        return {"closes_at_ms": around.now_ms + round(timer_min * _MINUTE_MS)}
    return {"state": "ON" if around.now_ms < number(values, "closes_at_ms") else "OFF"}


def _water(values: Values, around: Surroundings) -> Values:
    after = {**values, **_look_at_clock(values, around)}
    is_open, is_timed = after["state"] == "ON", number(after, "timer") > 0
    is_counting = is_open and is_timed
    left_min = (number(after, "closes_at_ms") - around.now_ms) / _MINUTE_MS if is_counting else 0.0
    opened_at_ms = around.now_ms if values["opened_at_ms"] is None else number(values, "opened_at_ms")
    was_open = is_open or values["opened_at_ms"] is not None
    return {
        "state": after["state"],
        "closes_at_ms": after["closes_at_ms"],
        "opened_at_ms": opened_at_ms if is_open else None,
        "timer_state": "active" if is_counting else "enabled" if is_timed else "disabled",
        "timer_time_left": left_min,
        "last_valve_open_duration": (
            (around.now_ms - opened_at_ms) / _MINUTE_MS if was_open else values["last_valve_open_duration"]
        ),
        "water_consumed": around.fixture.total_l,
    }


def _throttle(values: Values) -> Mapping[str, float]:
    return {"open": number(values, "threshold") / 100 if values["state"] == "ON" else 0.0}
