"""Climate entities: thermostats, boilers, air conditioners."""

from __future__ import annotations

from typing import Any

from devices.device import Trait
from devices.property import Property
from simulator.conventions.home_assistant.entity import Announced, commanded, told
from simulator.conventions.home_assistant.grouped import Grouped, features_of, grouped

_ACTIONS = {
    "idle": "idle",
    "heat": "heating",
    "cool": "cooling",
    "fan_only": "fan",
    "dry": "drying",
    "off": "off",
}
_MODES = ("auto", "off", "cool", "heat", "dry", "fan_only", "heat_cool")
_HEATING, _COOLING = ("occupied_heating_setpoint", "current_heating_setpoint"), ("occupied_cooling_setpoint",)


def climate(announced: Announced, trait: Trait) -> Grouped | None:
    """A climate entity; None for a group without a setpoint or a mode."""
    features = features_of(trait)
    heating, cooling = _first(features, _HEATING), _first(features, _COOLING)
    setpoint, mode = heating or cooling, features.get("system_mode")
    if setpoint is None or mode is None:
        return None
    wiring = announced.wiring
    fields: dict[str, Any] = {
        "temperature_unit": "C",
        "min_temp": setpoint.minimum,
        "max_temp": setpoint.maximum,
        "temp_step": setpoint.step,
        "modes": [each for each in mode.choices if each in _MODES],
        **told(wiring, mode, "mode"),
        **commanded(wiring, mode, "mode_"),
    }
    has = [mode, setpoint]
    if heating and cooling:
        has.append(cooling)
        for prefix, point in (("temperature_low", heating), ("temperature_high", cooling)):
            fields |= told(wiring, point, prefix) | commanded(wiring, point, f"{prefix}_")
    else:
        fields |= told(wiring, setpoint, "temperature") | commanded(wiring, setpoint, "temperature_")
    has += _more(announced, features, fields)
    return grouped("climate", trait, mode, has, fields)


def _more(announced: Announced, features: dict[str, Property], fields: dict[str, Any]) -> list[Property]:
    """Add what only some have: what it measures, what it is doing, and its fan."""
    wiring, has = announced.wiring, []
    if measured := features.get("local_temperature"):
        has.append(measured)
        fields |= told(wiring, measured, "current_temperature", "topic")
    if running := features.get("running_state"):
        has.append(running)
        topic, template = wiring.read(running.name)
        words = {each: _ACTIONS[each] for each in running.choices if each in _ACTIONS}
        value = template.removeprefix("{{ ").removesuffix(" }}")
        fields |= {
            "action_topic": topic,
            "action_template": f"{{% set values = {words} %}}{{{{ values[{value}] }}}}",
        }
    for name in ("fan_mode", "swing_mode"):
        if (mode := features.get(name)) and mode.choices:
            has.append(mode)
            fields |= {f"{name}s": list(mode.choices), **told(wiring, mode, name)}
            fields |= commanded(wiring, mode, f"{name}_")
    return has


def _first(features: dict[str, Property], names: tuple[str, ...]) -> Property | None:
    return next((features[name] for name in names if name in features), None)
