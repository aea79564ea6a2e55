"""How a Tasmota device introduces itself: `tasmota/discovery/<MAC>/config` and `…/sensors`."""

from __future__ import annotations

from typing import Any

from devices.device import Device
from simulator.conventions.tasmota.parts import parts_of
from simulator.conventions.tasmota.payloads import sensor_payload
from simulator.device_state import COLOR
from simulator.house import Installed

PREFIX = "tasmota/discovery"
_MOST = 8
_RELAY, _LAMP = 1, 2
_SWITCH_FOLLOWS = 1
_OPTIONS = (4, 11, 13, 17, 20, 30, 68, 73, 82, 114, 117)


def config(installed: Installed) -> dict[str, Any]:
    """What the device is and can do, in Tasmota's short names."""
    parts = parts_of(installed.device)
    kinds = [_LAMP if parts.lamp else _RELAY] * len(parts.relays)
    return {
        "ip": f"192.168.1.{int(installed.mac[-2:], 16) % 250 + 2}",
        "dn": installed.title.en,
        "fn": _filled([installed.title.en, *[None] * (len(kinds) - 1)], None),
        "hn": f"{installed.name.replace('_', '-')}-{int(installed.mac[-4:], 16) % 8192:04d}",
        "mac": installed.mac,
        "md": f"{installed.device.vendor} {installed.device.model}",
        "ty": 0,
        "if": 0,
        "cam": 0,
        "ofln": "Offline",
        "onln": "Online",
        "state": ["OFF", "ON", "TOGGLE", "HOLD"],
        "sw": "14.3.0",
        "t": installed.name,
        "ft": "%prefix%/%topic%/",
        "tp": ["cmnd", "stat", "tele"],
        "rl": _filled(kinds, 0),
        "swc": _filled([_SWITCH_FOLLOWS] * len(parts.switches), -1),
        "swn": _filled([each.title.en for each in parts.switches], None),
        "btn": _filled([1] * len(parts.buttons), 0),
        # 17: colours as decimal numbers; 73 and 114: buttons and switches speak instead of moving relays.
        "so": {str(option): int(option in (17, 73, 114)) for option in _OPTIONS},
        "lk": 0,
        "lt_st": _lamp_kind(installed.device),
        "sho": [0, 0, 0, 0],
        "ver": 1,
    }


def sensors(installed: Installed) -> dict[str, Any]:
    """A specimen of `tele/…/SENSOR`."""
    device = installed.device
    initial = {name: each.initial for name, each in device.properties.items()}
    return {"sn": sensor_payload(initial, device), "ver": 1}


def _lamp_kind(device: Device) -> int:
    """0 none, 1 dimmer, 2 with colour temperature, 3 coloured, 5 both."""
    lamp = parts_of(device).lamp
    is_colored = any(each.composite and each.composite.key == COLOR for each in lamp)
    is_tunable = any(each.name == "color_temp" for each in lamp)
    if is_colored:
        return 5 if is_tunable else 3
    return 2 if is_tunable else int(bool(lamp))


def _filled(items: list[Any], nothing: Any) -> list[Any]:
    return (items + [nothing] * _MOST)[:_MOST]
