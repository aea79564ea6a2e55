"""A device's values as they stand in a payload: what belongs together stands in an object of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from devices.device import Device, Values
from devices.property import Property


def nested(device: Device, values: Values) -> dict[str, Any]:
    """Values by name as the payload of a state: `color_x` becomes `{"color": {"x": …}}`."""
    payload: dict[str, Any] = {}
    for name, value in values.items():
        place = _place(device.properties[name]) if name in device.properties else None
        if place is None:
            payload[name] = value
        else:
            payload.setdefault(place[0], {})[place[1]] = value
    return payload


def flat(device: Device, payload: Mapping[str, Any]) -> dict[str, Any]:
    """The payload of a command as values by name; what the device does not have keeps its own name."""
    names = {_place(each): each.name for each in device.properties.values()}
    values: dict[str, Any] = {}
    for key, value in payload.items():
        if isinstance(value, Mapping) and any(place and place[0] == key for place in names):
            values |= {names.get((key, part), f"{key}.{part}"): each for part, each in value.items()}
        else:
            values[key] = value
    return values


def _place(each: Property) -> tuple[str, str] | None:
    """The object and the key in it, of a property that is part of one."""
    return (each.composite.key, each.feature or each.name) if each.composite else None
