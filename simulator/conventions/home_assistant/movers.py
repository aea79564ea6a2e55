"""Entities of switches, valves, fans, covers and locks."""

from __future__ import annotations

from typing import Any

from devices.device import Trait
from devices.property import Property
from simulator.conventions.home_assistant.entity import (
    Announced,
    commanded,
    expression,
    is_settable,
    payload,
    template_of_word,
    word,
)
from simulator.conventions.home_assistant.grouped import Grouped, features_of, grouped


def switch(announced: Announced, trait: Trait) -> Grouped | None:
    """A switch; what opens a pipe is a valve."""
    state = features_of(trait).get("state")
    if state is None or state.kind != "binary":
        return None
    device = announced.installed.device
    if trait.drive and "open" in trait.drive(device.initial_values()):
        return grouped("valve", trait, state, [state], _valve(announced, state))
    return grouped("switch", trait, state, [state], _on_off(announced, state))


def fan(announced: Announced, trait: Trait) -> Grouped | None:
    """A fan with its modes as presets, or its speeds; None for a group that cannot be switched."""
    features = features_of(trait)
    state, mode, speed = (features.get(name) for name in ("state", "mode", "speed"))
    if state is None:
        return None
    fields = _on_off(announced, state)
    fields["state_value_template"] = fields.pop("value_template")
    has = [state]
    if mode is not None and is_settable(mode):
        has.append(mode)
        fields |= _presets(announced, mode)
    if speed is not None and is_settable(speed):
        has.append(speed)
        topic, template = announced.wiring.read(speed.name)
        fields |= {
            "percentage_state_topic": topic,
            "percentage_value_template": template,
            **commanded(announced.wiring, speed, "percentage_"),
            "speed_range_min": max(1, round(speed.minimum or 1)),
            "speed_range_max": round(speed.maximum or 100),
        }
    return grouped("fan", trait, state, has, fields)


def cover(announced: Announced, trait: Trait) -> Grouped | None:
    """A blind, an awning or a garage door, by its words and its position in percent."""
    features = features_of(trait)
    state, position, tilt = (features.get(name) for name in ("state", "position", "tilt"))
    if state is None:
        return None
    wiring = announced.wiring
    topic, template = wiring.read(state.name)
    words = {word(each).upper() for each in (*state.choices, state.on, state.off, state.toggle)}
    fields: dict[str, Any] = {
        "command_topic": wiring.command(state.name)[0],
        "payload_open": payload(wiring, state, "OPEN"),
        "payload_close": payload(wiring, state, "CLOSE"),
        "payload_stop": payload(wiring, state, "STOP") if "STOP" in words else None,
        "state_topic": topic,
        "value_template": template,
        "state_open": "OPEN",
        "state_closed": "CLOSE",
        "state_stopped": "STOP",
    }
    if position is not None:
        fields |= _position(announced, position)
    if tilt is not None:
        fields |= _tilt(announced, tilt)
    return grouped("cover", trait, state, [state, position, tilt], fields)


def lock(announced: Announced, trait: Trait) -> Grouped | None:
    """A lock; whether it is jammed or how it was opened stands on its own."""
    state = features_of(trait).get("state")
    if state is None or state.kind != "binary":
        return None
    wiring = announced.wiring
    topic, _ = wiring.read(state.name)
    fields = {
        "state_topic": topic,
        "value_template": template_of_word(wiring, state),
        "state_locked": word(state.on),
        "state_unlocked": word(state.off),
        "command_topic": wiring.command(state.name)[0],
        "payload_lock": payload(wiring, state, state.on),
        "payload_unlock": payload(wiring, state, state.off),
    }
    return grouped("lock", trait, state, [state], fields)


def _on_off(announced: Announced, state: Property) -> dict[str, Any]:
    wiring = announced.wiring
    topic, _ = wiring.read(state.name)
    on, off = payload(wiring, state, state.on), payload(wiring, state, state.off)
    fields = {
        "state_topic": topic,
        "value_template": template_of_word(wiring, state),
        "command_topic": wiring.command(state.name)[0],
        "payload_on": on,
        "payload_off": off,
    }
    if (on, off) != (word(state.on), word(state.off)):
        fields |= {"state_on": word(state.on), "state_off": word(state.off)}
    return fields


def _valve(announced: Announced, state: Property) -> dict[str, Any]:
    wiring = announced.wiring
    topic, _ = wiring.read(state.name)
    return {
        "state_topic": topic,
        "value_template": template_of_word(wiring, state),
        "state_open": word(state.on),
        "state_closed": word(state.off),
        "command_topic": wiring.command(state.name)[0],
        "payload_open": payload(wiring, state, state.on),
        "payload_close": payload(wiring, state, state.off),
        "reports_position": False,
    }


def _presets(announced: Announced, mode: Property) -> dict[str, Any]:
    """A fan that is off has no preset: `None` says so to Home Assistant."""
    topic, template = announced.wiring.read(mode.name)
    value = expression(template)
    return {
        "preset_modes": [each for each in mode.choices if each != "off"],
        "preset_mode_state_topic": topic,
        "preset_mode_value_template": f"{{{{ {value} if {value} != 'off' else 'None' }}}}",
        **commanded(announced.wiring, mode, "preset_mode_"),
    }


def _position(announced: Announced, position: Property) -> dict[str, Any]:
    wiring = announced.wiring
    topic, template = wiring.read(position.name)
    fields: dict[str, Any] = {"position_topic": topic, "position_template": template}
    if not is_settable(position):
        return fields
    where, command = wiring.command(position.name)
    fields["set_position_topic"] = where
    if command is not None:
        fields["set_position_template"] = command.replace("{{ value }}", "{{ position }}")
    return fields


def _tilt(announced: Announced, tilt: Property) -> dict[str, Any]:
    topic, template = announced.wiring.read(tilt.name)
    return {
        "tilt_status_topic": topic,
        "tilt_status_template": template,
        **commanded(announced.wiring, tilt, "tilt_"),
    }
