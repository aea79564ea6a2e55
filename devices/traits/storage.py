"""The trait of keeping electricity for later."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import choice, has_mains, hours_since, measured, setting, stage

_BEGINS_AT_SHARE = 0.5
_CONTROLS_EVERY_H = 1 / 60
_NOT_WORTH_IT_W = 20.0


def home_battery(capacity_wh: float, limit_w: float, efficiency: float) -> Trait:
    """A battery beside the mains meter: takes what the house has too much, and gives what it lacks.

    `limit_w` is the most that it takes or gives on the side of the mains, `efficiency` that of one way. Once
    a minute it reads the meter that it is fitted to, and asks what that would show without itself.
    """

    def control(values: Values, around: Surroundings) -> Values:
        hours = hours_since(values, "battery_at_ms", around)
        charge_wh = number(values, "charge_wh") + _stored_w(number(values, "ac_w"), efficiency) * hours
        charge_wh = min(capacity_wh, max(0.0, charge_wh))
        ac_w = number(values, "ac_w")
        since_control_h = hours_since(values, "controlled_at_ms", around)
        controlled_at_ms = values["controlled_at_ms"]
        if since_control_h >= _CONTROLS_EVERY_H or values["ess_mode"] != values["controlled_mode"]:
            ac_w = wanted_w(values, around.fixture.power_w)
            controlled_at_ms = around.now_ms
        ac_w = possible_w(ac_w, charge_wh, number(values, "minimum_soc")) if has_mains(around) else 0.0
        return {
            "soc": 100 * charge_wh / capacity_wh,
            "ac_power": ac_w,
            "battery_state": "charging" if ac_w > 0 else "discharging" if ac_w < 0 else "idle",
            "ac_w": ac_w,
            "charge_wh": charge_wh,
            "battery_at_ms": around.now_ms,
            "controlled_at_ms": controlled_at_ms,
            "controlled_mode": values["ess_mode"],
        }

    def wanted_w(values: Values, meter_w: float) -> float:
        if values["ess_mode"] == "off":
            return 0.0
        if values["ess_mode"] == "keep_charged":
            return limit_w
        surplus_w = number(values, "ac_w") - meter_w
        return 0.0 if abs(surplus_w) < _NOT_WORTH_IT_W else min(limit_w, max(-limit_w, surplus_w))

    def possible_w(ac_w: float, charge_wh: float, minimum_percent: float) -> float:
        """No more than fits in until the next look, and nothing from below the reserve."""
        room_w = (capacity_wh - charge_wh) / efficiency / _CONTROLS_EVERY_H
        left_wh = max(0.0, charge_wh - capacity_wh * minimum_percent / 100)
        return min(room_w, max(-left_wh * efficiency / _CONTROLS_EVERY_H, ac_w))

    def act(values: Values, load: Load) -> Effect:
        ac_w = number(values, "ac_w")
        stored_w = _stored_w(ac_w, efficiency)
        return Effect(power_w=ac_w, stored_w=stored_w, heat_w=ac_w - stored_w)

    return Trait(
        properties=_SHOWN,
        memory={
            "ac_w": 0.0,
            "charge_wh": capacity_wh * _BEGINS_AT_SHARE,
            "battery_at_ms": 0,
            "controlled_at_ms": 0,
            "controlled_mode": "self_consumption",
        },
        sense=control,
        act=act,
    )


def _stored_w(ac_w: float, efficiency: float) -> float:
    return ac_w * efficiency if ac_w > 0 else ac_w / efficiency


_SHOWN = (
    measured(
        "soc",
        Text(en="State of charge", fa="میزان شارژ"),
        Text(en="How full the battery is", fa="درصد پر بودن باتری"),
        "%",
        initial=50,
        minimum=0,
        maximum=100,
        sensing=Sensing(resolution=0.1),
        change=1,
    ),
    measured(
        "ac_power",
        Text(en="Power", fa="توان"),
        Text(
            en="What it takes from the house; negative when it gives",
            fa="توانی که از خانه می‌گیرد؛ منفی یعنی به خانه می‌دهد",
        ),
        "W",
        sensing=Sensing(gain=0.005, resolution=1),
        change=10,
    ),
    stage(
        "battery_state",
        Text(en="State", fa="وضعیت"),
        Text(en="Whether it charges or discharges", fa="در حال شارژ یا دشارژ بودن باتری"),
        ("idle", "charging", "discharging"),
    ),
    choice(
        "ess_mode",
        Text(en="Mode", fa="شیوهٔ کار"),
        Text(
            en="Cover the house's own needs, keep the battery charged, or rest",
            fa="تأمین مصرف خانه، پر نگه داشتن باتری، یا خاموش",
        ),
        ("self_consumption", "keep_charged", "off"),
    ),
    setting(
        "minimum_soc",
        Text(en="Reserve", fa="ذخیرهٔ کمینه"),
        Text(en="It does not discharge below this", fa="باتری پایین‌تر از این مقدار دشارژ نمی‌شود"),
        "%",
        initial=10,
        minimum=0,
        maximum=100,
    ),
)
