"""Traits of keeping a room warm."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import AT_ONCE, Access, Property, Reporting, Sensing
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.switching import EVERY_ACCESS

_READABLE = Access.PUBLISHED | Access.GETTABLE


def thermostat(low_c: float, high_c: float, hysteresis_k: float, sensing: Sensing) -> Trait:
    """A thermostat head on a radiator: heats below the setpoint and rests above it, within ± `hysteresis_k`.

    `auto` follows the same setpoint as `heat`: the head has no schedule of its own stored.
    """

    def decide(values: Values) -> Values:
        measured, setpoint = values["local_temperature"], values["occupied_heating_setpoint"]
        if values["system_mode"] == "off":
            return {"running_state": "idle"}
        if not isinstance(measured, int | float) or not isinstance(setpoint, int | float):
            return {}
        if measured < setpoint - hysteresis_k:
            return {"running_state": "heat"}
        if measured > setpoint + hysteresis_k:
            return {"running_state": "idle"}
        return {}

    return Trait(
        properties=(
            Property(
                name="occupied_heating_setpoint",
                kind="numeric",
                title=Text(en="Heating setpoint", fa="دمای تنظیم‌شده"),
                description=Text(en="Temperature setpoint", fa="دمایی که اتاق باید به آن برسد"),
                access=EVERY_ACCESS,
                unit="°C",
                minimum=low_c,
                maximum=high_c,
                step=0.5,
                initial=20.0,
                reporting=AT_ONCE,
            ),
            Property(
                name="local_temperature",
                kind="numeric",
                title=Text(en="Local temperature", fa="دمای محل"),
                description=Text(
                    en="Current temperature measured on the device", fa="دمایی که خود دستگاه اندازه می‌گیرد"
                ),
                access=_READABLE,
                unit="°C",
                initial=20.0,
                sensing=sensing,
                reporting=Reporting(min_s=10, max_s=3600, change=0.5),
            ),
            Property(
                name="system_mode",
                kind="enum",
                title=Text(en="System mode", fa="حالت کار"),
                description=Text(en="Mode of this device", fa="حالت کار دستگاه"),
                access=EVERY_ACCESS,
                choices=("off", "auto", "heat"),
                initial="heat",
                reporting=AT_ONCE,
            ),
            Property(
                name="running_state",
                kind="enum",
                title=Text(en="Running state", fa="وضعیت کنونی"),
                description=Text(en="The current running state", fa="این که دستگاه اکنون گرم می‌کند یا نه"),
                access=_READABLE,
                choices=("idle", "heat"),
                initial="idle",
                reporting=AT_ONCE,
            ),
        ),
        expose="climate",
        sense=_feel,
        decide=decide,
        act=_heat,
    )


def _feel(values: Values, around: Surroundings) -> Values:
    return {"local_temperature": around.room.temperature_c}


def _heat(values: Values, load: Load) -> Effect:
    return Effect(heat_w=load.heat_w, power_w=load.power_w) if values["running_state"] == "heat" else Effect()
