"""The trait of a split air conditioner that cools, heats and dries by moving heat outdoors or in."""

from __future__ import annotations

from devices.device import Trait, Values
from devices.effect import Effect
from devices.heat_pump import DRY_ENOUGH_PERCENT, HeatPump
from devices.property import AT_ONCE, Property, Sensing
from devices.reading import number
from devices.surroundings import Load, Surroundings
from devices.text import Text
from devices.traits.fan_control import fan_mode, fan_state
from devices.traits.heating import (
    OCCUPIED_HEATING_SETPOINT,
    feel_local_temperature,
    heating_setpoint,
    local_temperature,
    system_mode,
)
from devices.traits.switching import EVERY_ACCESS

_MODES = ("off", "heat", "cool", "auto", "dry", "fan_only")
_BAND_K = 1.5
"""How far from its setpoint the compressor runs at full power."""
_LEAST_SHARE = 0.15
"""Below this share of its power the compressor stops."""
_DRYING_SHARE = 0.35
_STANDBY_W, _FAN_W = 3.0, 35.0
_FLOW = {"low": 0.6, "medium": 0.8}
_SOUND_DB = {"low": 26.0, "medium": 33.0}
_LOUD_DB = 40.0


def split_air_conditioner(machine: HeatPump, sensing: Sensing) -> Trait:
    """The part that keeps a temperature: Zigbee2MQTT's `climate`. Goes with `split_fan`."""

    def act(values: Values, load: Load) -> Effect:
        if values["system_mode"] == "off":
            return Effect(heat_w=_STANDBY_W, power_w=_STANDBY_W)
        speed, outdoors_c = str(values["fan_mode"]), number(values, "outdoors_c")
        share = number(values, "compressor_share") * _FLOW.get(speed, 1.0)
        moved = (
            machine.cool(-share, outdoors_c, number(values, "felt_humidity"))
            if share < 0
            else machine.heat(share, outdoors_c)
        )
        fan = Effect(heat_w=_FAN_W, power_w=_FAN_W, sound_db=_SOUND_DB.get(speed, _LOUD_DB))
        return Effect.of_all([moved, fan])

    return Trait(
        properties=(
            system_mode(_MODES, initial="off"),
            heating_setpoint(OCCUPIED_HEATING_SETPOINT, 8, 30),
            _cooling_setpoint(),
            local_temperature(sensing),
        ),
        expose="climate",
        memory={"compressor_share": 0.0, "outdoors_c": 20.0, "felt_humidity": 40.0},
        sense=_feel,
        follows={"room.temperature_c": 0.05, "room.humidity_percent": 2, "outdoors.temperature_c": 0.5},
        decide=_decide,
        act=act,
    )


def split_fan() -> Trait:
    """The fan of the indoor part; it turns exactly while the air conditioner is on."""
    return Trait(
        properties=(fan_state(), fan_mode(("low", "medium", "high", "on", "auto"), initial="auto")),
        expose="fan",
        obey=_obey_fan,
        decide=_turn_fan,
    )


def _cooling_setpoint() -> Property:
    return Property(
        name="occupied_cooling_setpoint",
        kind="numeric",
        title=Text(en="Cooling setpoint", fa="دمای تنظیم‌شده برای سرمایش"),
        description=Text(en="Temperature setpoint for cooling", fa="دمایی که اتاق نباید از آن گرم‌تر شود"),
        access=EVERY_ACCESS,
        unit="°C",
        minimum=8,
        maximum=30,
        step=0.5,
        initial=25.0,
        reporting=AT_ONCE,
    )


def _feel(values: Values, around: Surroundings) -> Values:
    return {
        **feel_local_temperature(values, around),
        "outdoors_c": around.outdoors.temperature_c,
        "felt_humidity": around.room.humidity_percent,
    }


def _decide(values: Values) -> Values:
    """The share of its power at which the compressor runs; negative cools, positive heats."""
    mode, temperature_c = values["system_mode"], number(values, "local_temperature")
    share = 0.0
    if mode in ("heat", "auto"):
        share = _modulated(number(values, OCCUPIED_HEATING_SETPOINT) - temperature_c)
    if mode in ("cool", "auto") and share == 0.0:
        share = -_modulated(temperature_c - number(values, "occupied_cooling_setpoint"))
    if mode == "dry" and number(values, "felt_humidity") > DRY_ENOUGH_PERCENT:
        share = -_DRYING_SHARE
    return {"compressor_share": share}


def _modulated(lacking_k: float) -> float:
    share = min(1.0, lacking_k / _BAND_K)
    return share if share >= _LEAST_SHARE else 0.0


def _obey_fan(values: Values, wanted: Values) -> Values:
    if "fan_state" not in wanted:
        return wanted
    is_off = values["system_mode"] == "off"
    if wanted["fan_state"] == "OFF":
        return {**wanted, "system_mode": "off"}
    return {**wanted, "system_mode": "fan_only"} if is_off else wanted


def _turn_fan(values: Values) -> Values:
    return {"fan_state": "OFF" if values["system_mode"] == "off" else "ON"}
