"""The trait of the compressor of a cold store, with its defrosts."""

from __future__ import annotations

from typing import NamedTuple

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.parts import MILLISECONDS_IN_AN_HOUR, felt, has_mains, measured, setting, sign, stage

_MINUTE_MS = 60_000


class CoolingSheet(NamedTuple):
    """A compressor, its evaporator in the store, its condenser outdoors."""

    cooling_w: float
    power_w: float
    defrost_w: float
    """The heater that melts the ice on the evaporator."""
    rest_min: float
    """So long the compressor rests before it starts again."""
    sound_db: float


def cold_store(sheet: CoolingSheet) -> Trait:
    """Cools the room that it is in: on above setpoint + differential, off at the setpoint."""

    def control(values: Values, around: Surroundings) -> Values:
        now_ms, room_c = around.now_ms, around.room.temperature_c
        felt_c = felt(values, "temperature", "store_c", room_c)
        defrosted_ms = number(values, "defrosted_ms")
        since_defrost_ms = now_ms - defrosted_ms
        pause_ms = number(values, "idf") * MILLISECONDS_IN_AN_HOUR
        if since_defrost_ms >= pause_ms + number(values, "mdf") * _MINUTE_MS:
            # A defrost that has lasted its time is over, and the hours until the next are counted anew.
            defrosted_ms, since_defrost_ms = now_ms, 0
        activity = "idle"
        if has_mains(around):
            activity = "defrost" if since_defrost_ms >= pause_ms else thermostat(values, felt_c, now_ms)
        stopped = values["activity"] == "cooling" and activity != "cooling"
        return {
            "temperature": room_c,
            "activity": activity,
            "power": _power_w(activity, sheet),
            "high_alarm": felt_c > number(values, "set_point") + number(values, "hy") + number(values, "alu"),
            "store_c": room_c,
            "defrosted_ms": defrosted_ms,
            "stopped_ms": now_ms if stopped else values["stopped_ms"],
        }

    def thermostat(values: Values, felt_c: float, now_ms: int) -> str:
        set_point = number(values, "set_point")
        if values["activity"] == "cooling":
            return "cooling" if felt_c > set_point else "idle"
        stopped_ms = values["stopped_ms"]
        has_rested = (
            stopped_ms is None or now_ms - number(values, "stopped_ms") >= sheet.rest_min * _MINUTE_MS
        )
        return "cooling" if has_rested and felt_c > set_point + number(values, "hy") else "idle"

    def act(values: Values, load: Load) -> Effect:
        if values["activity"] == "cooling":
            return Effect(
                power_w=sheet.power_w,
                heat_w=-sheet.cooling_w,
                heat_outdoors_w=sheet.cooling_w + sheet.power_w,
                sound_db=sheet.sound_db,
            )
        if values["activity"] == "defrost":
            return Effect(power_w=sheet.defrost_w, heat_w=sheet.defrost_w)
        return Effect()

    return Trait(
        properties=_SHOWN,
        memory={"store_c": 5.0, "defrosted_ms": 0, "stopped_ms": None},
        sense=control,
        act=act,
    )


def _power_w(activity: str, sheet: CoolingSheet) -> float:
    return {"cooling": sheet.power_w, "defrost": sheet.defrost_w}.get(activity, 0.0)


_SHOWN = (
    setting(
        "set_point",
        Text(en="Set point", fa="دمای تنظیم‌شده"),
        Text(en="The compressor stops at this temperature", fa="دمایی که کمپرسور در آن خاموش می‌شود"),
        "°C",
        initial=2,
        minimum=-25,
        maximum=15,
        step=0.5,
    ),
    setting(
        "hy",
        Text(en="Differential (Hy)", fa="اختلاف دما (Hy)"),
        Text(
            en="The compressor starts so far above the set point",
            fa="کمپرسور این مقدار بالاتر از دمای تنظیم‌شده روشن می‌شود",
        ),
        "°C",
        initial=2,
        minimum=0.5,
        maximum=10,
        step=0.5,
    ),
    setting(
        "idf",
        Text(en="Interval between defrosts (idF)", fa="فاصلهٔ برفک‌زدایی‌ها (idF)"),
        Text(en="Hours from one defrost to the next", fa="ساعت‌های میان دو برفک‌زدایی"),
        "h",
        initial=8,
        minimum=1,
        maximum=48,
    ),
    setting(
        "mdf",
        Text(en="Length of a defrost (MdF)", fa="مدت برفک‌زدایی (MdF)"),
        Text(en="How long a defrost lasts; 0: none", fa="مدت هر برفک‌زدایی؛ صفر یعنی هیچ"),
        "min",
        initial=20,
        minimum=0,
        maximum=60,
    ),
    setting(
        "alu",
        Text(en="High temperature alarm (ALU)", fa="هشدار دمای بالا (ALU)"),
        Text(
            en="It warns so far above where the compressor starts",
            fa="این مقدار بالاتر از دمای روشن شدن کمپرسور هشدار می‌دهد",
        ),
        "°C",
        initial=4,
        minimum=1,
        maximum=20,
    ),
    measured(
        "temperature",
        Text(en="Temperature", fa="دما"),
        Text(en="Temperature of the store", fa="دمای سردخانه"),
        "°C",
        initial=5,
        sensing=Sensing(noise=0.05, bias=0.2, lag_s=60, resolution=0.1),
        change=0.5,
    ),
    stage(
        "activity",
        Text(en="Activity", fa="کار کنونی"),
        Text(en="Whether it cools or melts its ice", fa="در حال سرد کردن یا برفک‌زدایی بودن"),
        ("idle", "cooling", "defrost"),
    ),
    sign(
        "high_alarm",
        Text(en="High temperature", fa="هشدار دما"),
        Text(en="It is too warm in the store", fa="سردخانه بیش از اندازه گرم است"),
    ),
    measured(
        "power",
        Text(en="Power", fa="توان"),
        Text(en="Power that the plant draws", fa="توان مصرفی دستگاه سرمایش"),
        "W",
        minimum=0,
        change=10,
    ),
)
