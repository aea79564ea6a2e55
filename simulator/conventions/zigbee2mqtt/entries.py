"""What the bridge tells of itself, its devices and its groups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from devices.device import PowerSource
from simulator.conventions.zigbee2mqtt.exposes import exposes
from simulator.house import Installed

INFO = {"version": "2.0.0", "permit_join": False}


def device_entries(devices: Iterable[Installed]) -> list[dict[str, Any]]:
    """The list of `bridge/devices`, the coordinator first."""
    return [_COORDINATOR, *map(device_entry, devices)]


def device_entry(installed: Installed) -> dict[str, Any]:
    """A device as `bridge/devices` lists it."""
    device = installed.device
    return {
        "ieee_address": installed.address,
        "type": "EndDevice" if device.power_source is PowerSource.BATTERY else "Router",
        "network_address": int(installed.address[-4:], 16),
        "supported": True,
        "disabled": False,
        "friendly_name": installed.name,
        "description": installed.title.en,
        "power_source": device.power_source.value,
        "model_id": device.model,
        "manufacturer": device.vendor,
        "interview_completed": True,
        "definition": {
            "model": device.model,
            "vendor": device.vendor,
            "description": device.description.en,
            "exposes": exposes(device),
            "options": [],
        },
    }


def group_entries(
    groups: Mapping[str, Iterable[str]], devices: Mapping[str, Installed]
) -> list[dict[str, Any]]:
    """The list of `bridge/groups`; groups are numbered in the order of their names."""
    return [
        {
            "id": number,
            "friendly_name": name,
            "scenes": [],
            "members": [{"ieee_address": devices[each].address, "endpoint": 1} for each in members],
        }
        for number, (name, members) in enumerate(groups.items(), start=1)
    ]


_COORDINATOR = {
    "ieee_address": "0x00124b0000000000",
    "type": "Coordinator",
    "network_address": 0,
    "supported": True,
    "disabled": False,
    "friendly_name": "Coordinator",
    "definition": None,
    "interview_completed": True,
}
