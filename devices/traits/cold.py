"""Traits of keeping things cold: the refrigerator, and the compressor of a cold store."""

from __future__ import annotations

from typing import NamedTuple

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import felt, has_mains, hours_since, measured, setting, settled, sign

_DOOR_ALARM_MS = 120_000
_DOOR_W_PER_K = 12.0
"""How much more heat comes in while the door stands open."""
_WARM_ALARM_K = 5.0
_LAMP_W = 3.0


class CabinetSheet(NamedTuple):
    """A refrigerator's compressor and its cabinet."""

    cooling_w: float
    power_w: float
    leak_w_per_k: float
    capacity_j_per_k: float
    hysteresis_k: float
    sound_db: float


def refrigerator(sheet: CabinetSheet) -> Trait:
    """A cabinet whose compressor runs now and then; it complains when its door stays open."""

    def keep_cold(values: Values, around: Surroundings) -> Values:
        inner_c = settled(
            number(values, "inner_c"),
            ((_leak_w_per_k(values, sheet), around.room.temperature_c),),
            -sheet.cooling_w if values["compressor"] is True else 0.0,
            sheet.capacity_j_per_k,
            hours_since(values, "cooled_at_ms", around),
        )
        setpoint, felt_c = (
            number(values, "setpoint_temperature"),
            felt(values, "temperature", "inner_c", inner_c),
        )
        band_k = -sheet.hysteresis_k if values["compressor"] is True else sheet.hysteresis_k
        compressor = felt_c > setpoint + band_k and has_mains(around)
        power_w = _power_w(values["door"] is True and has_mains(around), compressor, sheet)
        open_ms = around.now_ms - number(values, "door_opened_ms")
        return {
            "temperature": inner_c,
            "compressor": compressor,
            "power": power_w,
            "door_alarm": values["door"] is True and open_ms >= _DOOR_ALARM_MS,
            "temperature_alarm": felt_c > setpoint + _WARM_ALARM_K,
            "inner_c": inner_c,
            "leak_w": _leak_w_per_k(values, sheet) * (around.room.temperature_c - inner_c),
            "cabinet_w": power_w,
            "cooled_at_ms": around.now_ms,
        }

    def act(values: Values, load: Load) -> Effect:
        is_running = values["compressor"] is True
        power_w, cooling_w = number(values, "cabinet_w"), sheet.cooling_w if is_running else 0.0
        stored_w = number(values, "leak_w") - cooling_w
        return Effect(
            power_w=power_w,
            heat_w=power_w - stored_w,
            stored_w=stored_w,
            sound_db=sheet.sound_db if is_running else 0.0,
        )

    return Trait(
        properties=_CABINET,
        memory={"inner_c": 5.0, "leak_w": 0.0, "cabinet_w": 0.0, "cooled_at_ms": 0, "door_opened_ms": 0},
        sense=keep_cold,
        follows={"room.temperature_c": 0.5},
        patience=lambda values: 60.0 if values["door"] is True else 120.0,
        react={"door_open": _open, "door_close": lambda values, around: Change({"door": False})},
        hands={"open_door": "door_open", "close_door": "door_close"},
        act=act,
    )


def _leak_w_per_k(values: Values, sheet: CabinetSheet) -> float:
    return sheet.leak_w_per_k + (_DOOR_W_PER_K if values["door"] is True else 0.0)


def _power_w(is_lit: bool, compressor: bool, sheet: CabinetSheet) -> float:
    return (sheet.power_w if compressor else 0.0) + (_LAMP_W if is_lit else 0.0)


def _open(values: Values, around: Surroundings) -> Change | None:
    if values["door"] is True:
        return None
    return Change({"door": True, "door_opened_ms": around.now_ms})


_CABINET = (
    setting(
        "setpoint_temperature",
        Text(en="Setpoint", fa="دمای تنظیم‌شده"),
        Text(en="How cold it is to be inside", fa="دمایی که داخل یخچال باید داشته باشد"),
        "°C",
        initial=4,
        minimum=2,
        maximum=8,
    ),
    measured(
        "temperature",
        Text(en="Temperature", fa="دما"),
        Text(en="Temperature inside", fa="دمای داخل یخچال"),
        "°C",
        initial=5,
        sensing=Sensing(noise=0.05, bias=0.2, lag_s=60, resolution=0.1),
        change=0.5,
    ),
    sign(
        "compressor",
        Text(en="Compressor", fa="کمپرسور"),
        Text(en="Whether its compressor runs", fa="روشن بودن کمپرسور"),
    ),
    sign(
        "door",
        Text(en="Door", fa="در"),
        Text(en="Whether its door stands open", fa="باز بودن در یخچال"),
    ),
    sign(
        "door_alarm",
        Text(en="Door alarm", fa="هشدار در"),
        Text(en="The door has stood open for two minutes", fa="در بیش از دو دقیقه باز مانده است"),
    ),
    sign(
        "temperature_alarm",
        Text(en="Temperature alarm", fa="هشدار دما"),
        Text(en="It is too warm inside", fa="داخل یخچال بیش از اندازه گرم است"),
    ),
    measured(
        "power",
        Text(en="Power", fa="توان"),
        Text(en="Power that the refrigerator draws", fa="توان مصرفی یخچال"),
        "W",
        minimum=0,
        change=5,
    ),
)
