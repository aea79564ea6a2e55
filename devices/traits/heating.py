"""Traits of keeping a room warm."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.property import AT_ONCE, Access, Property, Reporting, Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.switching import EVERY_ACCESS

READABLE = Access.PUBLISHED | Access.GETTABLE
OCCUPIED_HEATING_SETPOINT = "occupied_heating_setpoint"


def thermostat(
    low_c: float,
    high_c: float,
    hysteresis_k: float,
    sensing: Sensing,
    setpoint: str = OCCUPIED_HEATING_SETPOINT,
    modes: tuple[str, ...] = ("off", "auto", "heat"),
    runs_load: bool = True,
) -> Trait:
    """A thermostat with a heater behind it: heats below the setpoint, rests above, within ± `hysteresis_k`.

    The heater is the load behind it, unless `runs_load` is false and another trait heats.
    `setpoint` is the name of its setpoint's property. `auto` follows the same setpoint as `heat`: the device
    has no schedule of its own stored.
    """

    def decide(values: Values) -> Values:
        if values["system_mode"] == "off":
            return {"running_state": "idle"}
        lacking_k = number(values, setpoint) - number(values, "local_temperature")
        if lacking_k > hysteresis_k:
            return {"running_state": "heat"}
        if lacking_k < -hysteresis_k:
            return {"running_state": "idle"}
        return {}

    return Trait(
        properties=(
            heating_setpoint(setpoint, low_c, high_c),
            local_temperature(sensing),
            system_mode(modes, initial="heat"),
            Property(
                name="running_state",
                kind="enum",
                title=Text(en="Running state", fa="وضعیت کنونی"),
                description=Text(en="The current running state", fa="این که دستگاه اکنون گرم می‌کند یا نه"),
                access=READABLE,
                choices=("idle", "heat"),
                initial="idle",
                reporting=AT_ONCE,
            ),
        ),
        expose="climate",
        sense=feel_local_temperature,
        follows={"room.temperature_c": hysteresis_k / 4},
        decide=decide,
        act=_heat if runs_load else None,
    )


def heating_setpoint(name: str, low_c: float, high_c: float) -> Property:
    """The temperature below which a device heats, settable."""
    return Property(
        name=name,
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
    )


def local_temperature(sensing: Sensing) -> Property:
    """The temperature of the room, as the device that keeps it measures it; see `feel_local_temperature`."""
    return Property(
        name="local_temperature",
        kind="numeric",
        title=Text(en="Local temperature", fa="دمای محل"),
        description=Text(
            en="Current temperature measured on the device", fa="دمایی که خود دستگاه اندازه می‌گیرد"
        ),
        access=READABLE,
        unit="°C",
        initial=20.0,
        sensing=sensing,
        reporting=Reporting(min_s=10, max_s=3600, change=0.5),
    )


def system_mode(modes: tuple[str, ...], initial: str) -> Property:
    """What a device that keeps a temperature is to do, settable."""
    return Property(
        name="system_mode",
        kind="enum",
        title=Text(en="System mode", fa="حالت کار"),
        description=Text(en="Mode of this device", fa="حالت کار دستگاه"),
        access=EVERY_ACCESS,
        choices=modes,
        initial=initial,
        reporting=AT_ONCE,
    )


def feel_local_temperature(values: Values, around: Surroundings) -> Values:
    """The air of the room."""
    return {"local_temperature": around.room.temperature_c}


def _heat(values: Values, load: Load) -> Effect:
    """What the heater behind it does."""
    return Effect.of_load(load) if values["running_state"] == "heat" else Effect()
