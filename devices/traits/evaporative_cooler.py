"""The trait of an evaporative cooler: it blows outside air through wet pads into the room."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from devices.device import Trait, Values
from devices.effect import Effect
from devices.moist_air import MoistAir
from devices.property import Property
from devices.reading import instant, number
from devices.surroundings import Load, Outdoors, Surroundings
from devices.text import Text
from devices.traits.fan_control import fan_mode, fan_state
from devices.traits.switching import obey_toggles, on_off

_WETTING_MS = 90_000
_DRYING_MS = 300_000
"""Time constants of the pads under the running pump, and in dry moving air without it."""
_BLED_OFF = 1.15
"""Litres drawn for each litre that evaporates: the rest carries the salt away."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What the fan does at one speed: air in m³/h, electric power in watts, sound in dB."""

    air_m3_h: float
    power_w: float
    sound_db: float


def evaporative_cooler(low: Speed, high: Speed, pump_w: float, effectiveness: float) -> Trait:
    """A fan of two speeds and a pump that keeps the pads wet, each switched on its own.

    Wet pads bring the outside air `effectiveness` of the way to its wet bulb; dry ones only let it through.
    Source: ASHRAE Handbook, HVAC Systems and Equipment, Evaporative air-cooling equipment.
    """

    def cool(values: Values, load: Load) -> Effect:
        pump = _pump(values, pump_w)
        if values["fan_state"] != "ON":
            return pump
        speed = high if values["fan_mode"] == "high" else low
        evaporated_g_h = speed.air_m3_h * number(values, "evaporable_g_m3") * number(values, "pad_wetness")
        refilled_l_min = _BLED_OFF * evaporated_g_h / 60_000 if values["pump"] == "ON" else 0.0
        bound_w = Effect(moisture_g_h=evaporated_g_h).vapour_w
        fan = Effect(
            heat_w=speed.power_w - bound_w,
            power_w=speed.power_w,
            moisture_g_h=evaporated_g_h,
            water_l_min=refilled_l_min,
            fresh_air_m3_h=speed.air_m3_h,
            sound_db=speed.sound_db,
        )
        return Effect.of_all([fan, pump])

    def feel(values: Values, around: Surroundings) -> Values:
        is_on = values["fan_state"] == "ON"
        return {
            "evaporable_g_m3": _evaporable_g_m3(around.outdoors, effectiveness) if is_on else 0.0,
            "pad_wetness": _wetness(values, around.now_ms),
            "felt_at_ms": around.now_ms,
        }

    return Trait(
        properties=(fan_state(), fan_mode(("low", "high"), initial="low")),
        expose="fan",
        memory={"evaporable_g_m3": 0.0, "pad_wetness": 0.0, "felt_at_ms": 0},
        sense=feel,
        follows={"outdoors.temperature_c": 0.2, "outdoors.humidity_percent": 1},
        patience=_while_pads_change_s,
        act=cool,
    )


def pad_pump() -> Trait:
    """The switch of the pump that wets the pads; what the pump does is a part of `evaporative_cooler`."""
    return Trait(properties=(_pump_switch(),), expose="switch", obey=obey_toggles)


def _pump(values: Values, power_w: float) -> Effect:
    return Effect(heat_w=power_w, power_w=power_w) if values["pump"] == "ON" else Effect()


def _evaporable_g_m3(outdoors: Outdoors, effectiveness: float) -> float:
    """What wet pads would give to each cubic metre of the air outside."""
    air = MoistAir.outside(outdoors)
    return air.evaporated_g_m3(effectiveness * (air.temperature_c - air.wet_bulb_c))


def _wetness(values: Values, now_ms: int) -> float:
    """How wet the pads are, 0 to 1: quickly wet under the pump, slowly dry in the wind of the fan."""
    before, passed_ms = number(values, "pad_wetness"), now_ms - instant(values, "felt_at_ms")
    if values["pump"] == "ON":
        return 1 - (1 - before) * math.exp(-passed_ms / _WETTING_MS)
    if values["fan_state"] == "ON":
        return before * math.exp(-passed_ms / _DRYING_MS)
    return before


def _while_pads_change_s(values: Values) -> float:
    is_settled = not 0.01 < number(values, "pad_wetness") < 0.99
    return 600.0 if is_settled else 60.0


def _pump_switch() -> Property:
    as_a_switch = on_off(
        Text(en="Pump", fa="پمپ آب"),
        Text(
            en="On/off state of the pump that wets the pads",
            fa="روشن یا خاموش بودن پمپی که پوشال را خیس می‌کند",
        ),
    )
    return replace(as_a_switch, name="pump", feature="state")
