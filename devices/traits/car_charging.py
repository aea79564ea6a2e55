"""The trait of charging an electric car."""

from __future__ import annotations

import math

from devices.device import Change, Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import choice, has_mains, hours_since, measured, setting, sign, stage

_INTO_THE_CAR = 0.9
"""Share of the energy that reaches the car's battery; the rest warms the garage."""


def car_charger(car_needs_wh: float) -> Trait:
    """A wallbox. A hand plugs the car in, which then lacks `car_needs_wh`, and takes it out."""

    def charge(values: Values, around: Surroundings) -> Values:
        added_wh = number(values, "charging_w") * hours_since(values, "charging_at_ms", around)
        needs_wh = number(values, "needs_wh") - added_wh * _INTO_THE_CAR
        has_car = values["vehicle"] is True
        charges = has_car and needs_wh > 0 and values["override"] == "active" and has_mains(around)
        power_w = number(values, "max_current") * around.mains_v if charges else 0.0
        return {
            "power": power_w,
            "amp": number(values, "max_current") if charges else 0.0,
            "session_energy": number(values, "session_energy") + added_wh,
            "total_energy": number(values, "total_energy") + added_wh / 1000,
            "charger_state": _state(values, needs_wh, charges),
            "needs_wh": max(0.0, needs_wh),
            "charging_w": power_w,
            "charging_at_ms": around.now_ms,
        }

    def arrive(values: Values, around: Surroundings) -> Change | None:
        if values["vehicle"] is True:
            return None
        return Change({"vehicle": True, "needs_wh": car_needs_wh, "session_energy": 0.0}, tell=("vehicle",))

    return Trait(
        properties=_SHOWN,
        memory={"needs_wh": 0.0, "charging_w": 0.0, "charging_at_ms": 0},
        sense=charge,
        follows={},
        patience=lambda values: 60.0 if values["charger_state"] == "charging" else math.inf,
        react={"cable_in": arrive, "cable_out": lambda values, around: Change({"vehicle": False})},
        hands={"cable_in": "cable_in", "cable_out": "cable_out"},
        act=_act,
    )


def _state(values: Values, needs_wh: float, charges: bool) -> str:
    if values["vehicle"] is not True:
        return "not_connected"
    if charges:
        return "charging"
    return "connected" if needs_wh <= 0 else "sleeping"


def _act(values: Values, load: Load) -> Effect:
    power_w = number(values, "charging_w")
    stored_w = power_w * _INTO_THE_CAR
    return Effect(power_w=power_w, stored_w=stored_w, heat_w=power_w - stored_w)


_SHOWN = (
    stage(
        "charger_state",
        Text(en="State", fa="وضعیت"),
        Text(
            en="No car; full (connected); charging; told to wait (sleeping)",
            fa="بدون خودرو، پر شده، در حال شارژ، یا در انتظار اجازه",
        ),
        ("not_connected", "connected", "charging", "sleeping"),
    ),
    sign(
        "vehicle",
        Text(en="Vehicle", fa="خودرو"),
        Text(en="Whether a car is plugged in", fa="متصل بودن کابل به خودرو"),
    ),
    choice(
        "override",
        Text(en="Charging allowed", fa="اجازهٔ شارژ"),
        Text(en="Whether it may charge", fa="این که شارژ کردن مجاز است یا نه"),
        ("active", "disabled"),
    ),
    setting(
        "max_current",
        Text(en="Maximum current", fa="بیشترین جریان"),
        Text(en="The current that the car may draw", fa="جریانی که خودرو اجازه دارد بگیرد"),
        "A",
        initial=16,
        minimum=6,
        maximum=32,
    ),
    measured(
        "amp",
        Text(en="Current", fa="جریان"),
        Text(en="The current that the car draws", fa="جریانی که خودرو می‌گیرد"),
        "A",
        minimum=0,
        change=0.5,
    ),
    measured(
        "power",
        Text(en="Power", fa="توان"),
        Text(en="The power that the car draws", fa="توانی که خودرو می‌گیرد"),
        "W",
        minimum=0,
        sensing=Sensing(gain=0.01, resolution=1),
        change=20,
    ),
    measured(
        "session_energy",
        Text(en="Session energy", fa="انرژی این نوبت"),
        Text(en="Energy since the car was plugged in", fa="انرژی داده‌شده از زمان اتصال خودرو"),
        "Wh",
        minimum=0,
        sensing=Sensing(resolution=1),
        change=100,
    ),
    measured(
        "total_energy",
        Text(en="Total energy", fa="کل انرژی"),
        Text(en="Energy since it was installed", fa="انرژی داده‌شده از زمان نصب"),
        "kWh",
        minimum=0,
        sensing=Sensing(resolution=0.01),
        change=0.1,
    ),
)
