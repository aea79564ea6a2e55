"""What a device exposes, in the form of https://www.zigbee2mqtt.io/guide/usage/exposes.html."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from devices.device import Device
from devices.property import Composite, Property
from simulator.device_state import feature


def exposes(device: Device) -> list[dict[str, Any]]:
    """Everything that programs see of a device, group by group."""
    exposed: list[dict[str, Any]] = []
    for trait in device.traits:
        features = _features(trait.properties)
        if trait.expose and features:
            exposed.append({"type": trait.expose, "features": features})
        else:
            exposed += features
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
