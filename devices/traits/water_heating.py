"""The trait of keeping a tank of hot water."""

from __future__ import annotations

from typing import NamedTuple

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import felt, has_mains, hours_since, measured, obey_settings, setting, settled, sign
from devices.traits.switching import on_off

_J_PER_L_K = 4186.0
_COLD_C = 15.0
_TAP_L_MIN = 6.0
_SHOWER_C = 40.0
_SHOWER_L = 40.0


class TankSheet(NamedTuple):
    """An electric water heater."""

    volume_l: float
    element_w: float
    loss_w_per_k: float
    hysteresis_k: float


def water_heater(sheet: TankSheet) -> Trait:
    """A tank with an element; a hand opens the hot tap, and cold water takes the place of what runs out."""
    capacity_j_k = sheet.volume_l * _J_PER_L_K

    def heat(values: Values, around: Surroundings) -> Values:
        flows = ((sheet.loss_w_per_k, around.room.temperature_c), (_drawn_w_per_k(values), _COLD_C))
        source_w = number(values, "element_w")
        hours = hours_since(values, "heated_at_ms", around)
        tank_c = settled(number(values, "tank_c"), flows, source_w, capacity_j_k, hours)
        setpoint_c = number(values, "setpoint_temperature")
        is_hot = felt(values, "temperature", "tank_c", tank_c) >= setpoint_c - (
            0.0 if values["heating"] is True else sheet.hysteresis_k
        )
        heating = values["state"] == "ON" and not is_hot and has_mains(around)
        element_w = sheet.element_w if heating else 0.0
        return {
            "temperature": tank_c,
            "heating": heating,
            "power": element_w,
            "available_showers": showers(tank_c),
            "tank_c": tank_c,
            "element_w": element_w,
            "loss_w": sheet.loss_w_per_k * (tank_c - around.room.temperature_c),
            "tap_supply": around.supply,
            "heated_at_ms": around.now_ms,
        }

    def showers(tank_c: float) -> float:
        """How many showers of 40 litres at 40 °C the tank holds, mixed with cold water."""
        return int(sheet.volume_l * max(0.0, tank_c - _COLD_C) / (_SHOWER_C - _COLD_C) / _SHOWER_L)

    return Trait(
        properties=_SHOWN,
        memory={"tank_c": 40.0, "element_w": 0.0, "loss_w": 0.0, "tap_supply": 1.0, "heated_at_ms": 0},
        obey=obey_settings,
        sense=heat,
        follows={"room.temperature_c": 1},
        patience=lambda values: 60.0 if values["heating"] is True or values["tap"] is True else 300.0,
        react={
            "tap_open": lambda values, around: Change({"tap": True}),
            "tap_close": lambda values, around: Change({"tap": False}),
        },
        hands={"open_tap": "tap_open", "close_tap": "tap_close"},
        act=_act,
    )


def _drawn_w_per_k(values: Values) -> float:
    return _TAP_L_MIN * number(values, "tap_supply") / 60 * _J_PER_L_K if values["tap"] is True else 0.0


def _act(values: Values, load: Load) -> Effect:
    power_w, loss_w = number(values, "element_w"), number(values, "loss_w")
    drained_w = _drawn_w_per_k(values) * (number(values, "tank_c") - _COLD_C)
    return Effect(
        power_w=power_w,
        heat_w=loss_w,
        heat_outdoors_w=drained_w,
        stored_w=power_w - loss_w - drained_w,
        water_l_min=_TAP_L_MIN if values["tap"] is True else 0.0,
    )


_SHOWN = (
    on_off(
        Text(en="State", fa="وضعیت"),
        Text(en="Whether the water heater is switched on", fa="روشن یا خاموش بودن آبگرمکن"),
    ),
    setting(
        "setpoint_temperature",
        Text(en="Setpoint", fa="دمای تنظیم‌شده"),
        Text(en="How hot the water is to be", fa="دمایی که آب باید به آن برسد"),
        "°C",
        initial=60,
        minimum=40,
        maximum=80,
    ),
    measured(
        "temperature",
        Text(en="Water temperature", fa="دمای آب"),
        Text(en="Temperature of the tank", fa="دمای آب داخل مخزن"),
        "°C",
        initial=40,
        sensing=Sensing(noise=0.1, bias=0.3, lag_s=30, resolution=0.5),
        change=1,
    ),
    measured(
        "available_showers",
        Text(en="Available showers", fa="دوش‌های در دسترس"),
        Text(
            en="How many showers the hot water is enough for", fa="تعداد دوشی که آب گرم موجود برای آن بس است"
        ),
        None,
        minimum=0,
        sensing=Sensing(resolution=1),
        change=1,
    ),
    sign(
        "heating",
        Text(en="Heating", fa="در حال گرم کردن"),
        Text(en="Whether the element heats", fa="روشن بودن المنت"),
    ),
    sign(
        "tap",
        Text(en="Hot tap", fa="شیر آب گرم"),
        Text(en="Whether the hot tap is open", fa="باز بودن شیر آب گرم"),
    ),
    measured(
        "power",
        Text(en="Power", fa="توان"),
        Text(en="Power of the element", fa="توان مصرفی المنت"),
        "W",
        minimum=0,
        change=10,
    ),
)
