"""Light entities, in the form in which their carrier takes commands."""

from __future__ import annotations

from typing import Any

from devices.device import Trait
from devices.property import Property
from simulator.conventions.home_assistant.entity import Announced, commanded, without_gaps, word
from simulator.conventions.home_assistant.grouped import Grouped, features_of, grouped
from simulator.device_state import COLOR


def light(announced: Announced, trait: Trait) -> Grouped | None:
    """A light entity; None for a group that cannot be switched."""
    features = features_of(trait)
    state = features.get("state")
    if state is None:
        return None
    parts = [each for each in trait.properties if each.composite and each.composite.key == COLOR]
    has = [state, features.get("brightness"), features.get("color_temp"), features.get("color_mode"), *parts]
    build = _as_json if announced.wiring.json_topic else _by_topics
    return grouped("light", trait, state, has, without_gaps(build(announced, features, parts)))


def _as_json(announced: Announced, features: dict[str, Property], parts: list[Property]) -> dict[str, Any]:
    """Home Assistant's JSON schema has the names that Zigbee2MQTT has."""
    brightness = features.get("brightness")
    return {
        "schema": "json",
        "state_topic": announced.wiring.state_topic,
        "command_topic": announced.wiring.json_topic,
        "brightness": brightness is not None,
        "brightness_scale": _whole(brightness.maximum) if brightness else None,
        "supported_color_modes": color_modes(features, parts),
        **_range(features.get("color_temp")),
    }


def _by_topics(announced: Announced, features: dict[str, Property], parts: list[Property]) -> dict[str, Any]:
    """A topic for each aspect of the lamp."""
    wiring, state = announced.wiring, features["state"]
    topic, template = wiring.read(state.name)
    fields: dict[str, Any] = {
        "state_topic": topic,
        "state_value_template": template,
        **commanded(wiring, state),
        "payload_on": word(state.on),
        "payload_off": word(state.off),
    }
    for name in ("brightness", "color_temp"):
        if name in features:
            fields |= _aspect(announced, name, name)
    if "brightness" in features:
        fields["brightness_scale"] = wiring.brightness_scale or _whole(features["brightness"].maximum)
    if parts:
        fields |= _aspect(announced, "rgb", COLOR)
    return fields | _range(features.get("color_temp"))


def color_modes(features: dict[str, Property], parts: list[Property]) -> list[str]:
    """What Home Assistant may ask of the lamp; plain brightness only where there is nothing else."""
    forms = {each.composite.name for each in parts if each.composite}
    modes = [mode for mode, form in (("xy", "color_xy"), ("hs", "color_hs")) if form in forms][:1]
    modes += ["color_temp"] if "color_temp" in features else []
    return modes or (["brightness"] if "brightness" in features else ["onoff"])


def _aspect(announced: Announced, prefix: str, name: str) -> dict[str, Any]:
    topic, template = announced.wiring.read(name)
    where, _ = announced.wiring.command(name)
    return {
        f"{prefix}_state_topic": topic,
        f"{prefix}_value_template": template,
        f"{prefix}_command_topic": where,
    }


def _range(color_temp: Property | None) -> dict[str, Any]:
    if color_temp is None:
        return {}
    return {"min_mireds": _whole(color_temp.minimum), "max_mireds": _whole(color_temp.maximum)}


def _whole(number: float | None) -> int | None:
    return None if number is None else round(number)
