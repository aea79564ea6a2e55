"""What the payload of a device's state may look like, as JSON Schema."""

from __future__ import annotations

from typing import Any

from devices.device import Device
from devices.property import Property


def payload_schema(device: Device) -> dict[str, Any]:
    """JSON Schema (2020-12) of the whole state of a device, as Zigbee2MQTT publishes it.

    Everything that the device has is there, and nothing else but what a convention says of it in other words.
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{device.vendor} {device.model}",
        "description": device.description.en,
        **_object(list(device.properties.values())),
    }


def _object(properties: list[Property]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    composites: dict[str, list[Property]] = {}
    for each in properties:
        if each.composite:
            composites.setdefault(each.composite.key, []).append(each)
        else:
            members[each.name] = _value(each)
    for key, parts in composites.items():
        own = {each.feature or each.name: _value(each) for each in parts}
        # A convention may show the same thing in another form beside it, as a colour's hue.
        members[key] = {
            "type": "object",
            "properties": own,
            "required": list(own),
            "additionalProperties": {"type": "number"},
        }
    required = list(members)
    if "color_temp" in members:
        members["color_mode"] = {
            "description": "The form in which the light's color was set last",
            "enum": ["color_temp", "xy", "hs"],
        }
    return {
        "type": "object",
        "properties": members,
        "required": required,
        "additionalProperties": False,
    }


def _value(each: Property) -> dict[str, Any]:
    unit = f", in {each.unit}" if each.unit else ""
    described = {"title": each.title.en, "description": f"{each.description.en}{unit}"}
    return described | _allowed(each)


def _allowed(each: Property) -> dict[str, Any]:
    if each.kind == "numeric":
        limits = {"minimum": each.minimum, "maximum": each.maximum}
        return {"type": "number", **{name: limit for name, limit in limits.items() if limit is not None}}
    if each.kind == "binary":
        return {"enum": [each.on, each.off]}
    if each.kind == "enum":
        return {"enum": [*each.choices, *([""] if each.momentary else [])]}
    return {"type": "string"}
