"""What a device exposes, in the form of https://www.zigbee2mqtt.io/guide/usage/exposes.html."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from devices.device import Device, Trait
from devices.property import Composite, Property
from simulator.device_state import feature


def exposes(device: Device) -> list[dict[str, Any]]:
    """Everything that programs see of a device, group by group."""
    exposed: list[dict[str, Any]] = []
    for trait in device.traits:
        inside, beside = _parted(trait)
        if inside:
            exposed.append({"type": trait.expose, "features": _features(inside)})
        exposed += _features(beside)
    return exposed


def expose(exposed: Property) -> dict[str, Any]:
    """One property as an expose; fields that say nothing are left out, as in Zigbee2MQTT."""
    fields: dict[str, Any] = {
        "type": exposed.kind,
        "name": feature(exposed),
        "property": feature(exposed) if exposed.composite else exposed.name,
        "label": exposed.title.en,
        "description": exposed.description.en,
        "access": int(exposed.access),
        "unit": exposed.unit,
        "value_min": exposed.minimum,
        "value_max": exposed.maximum,
        "value_step": exposed.step,
        "values": list(exposed.choices) or None,
    }
    if exposed.kind == "binary":
        fields |= {"value_on": exposed.on, "value_off": exposed.off, "value_toggle": exposed.toggle}
    return {name: value for name, value in fields.items() if value is not None}


def _parted(trait: Trait) -> tuple[Sequence[Property], Sequence[Property]]:
    """What stands in the group of a trait, and what beside it: of a switch only its state is inside."""
    if trait.expose is None:
        return (), trait.properties
    if trait.expose != "switch":
        return trait.properties, ()
    inside = [each for each in trait.properties if feature(each).startswith("state")]
    return inside, [each for each in trait.properties if each not in inside]


def _features(properties: Sequence[Property]) -> list[dict[str, Any]]:
    """Properties in their order; parts of a composite stand together in the place of the first of them."""
    exposed: list[dict[str, Any]] = []
    composites = list(dict.fromkeys(each.composite for each in properties if each.composite))
    for each in properties:
        if each.composite is None:
            exposed.append(expose(each))
        elif each.composite in composites:
            composites.remove(each.composite)
            parts = [part for part in properties if part.composite == each.composite]
            exposed.append(_composite(each.composite, parts))
    return exposed


def _composite(composite: Composite, parts: Sequence[Property]) -> dict[str, Any]:
    return {
        "type": "composite",
        "name": composite.name,
        "property": composite.key,
        "label": composite.name.replace("_", " ").capitalize(),
        "access": int(parts[0].access),
        "features": [expose(part) for part in parts],
    }
