"""Groups of devices: told together, and showing one state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from devices.property import Scalar
from simulator.actions import Action
from simulator.broker.message import Message
from simulator.convention import Scope
from simulator.conventions.zigbee2mqtt.commands import get_properties, set_properties
from simulator.conventions.zigbee2mqtt.topics import BASE, complaint, retained
from simulator.device_state import state
from simulator.house import Installed
from simulator.reports import Report

SHARED = ("state", "brightness", "color_temp", "color_mode", "color", "position", "tilt", "fan_state")
"""What a group shows of its members, as Zigbee2MQTT's groups do."""
_ON_IF_ANY = {"state": ("ON", "OPEN"), "fan_state": ("ON",)}


def group_states(report: Report, groups: Mapping[str, Sequence[str]], scope: Scope) -> Iterator[Message]:
    """What the groups of a device show after it spoke, if it told anything that they share."""
    device = scope.house.installed[report.device].device
    composites = [device.properties[name].composite for name in report.changed]
    keys = [composite.key for composite in composites if composite]
    if not any(name in SHARED for name in (*report.changed, *keys)):
        return
    shown = state(report, device)
    content = {name: value for name, value in shown.items() if name in SHARED}
    for name, members in groups.items():
        if report.device in members:
            told = [report if each == report.device else scope.told.get(each) for each in members]
            others = [each.values for each in told if each is not None]
            yield retained(f"{BASE}/{name}", content | _any_on(content, others))


def ask_group(
    verb: str, name: str, members: Sequence[Installed], asked: dict[str, Any]
) -> list[Action | Message]:
    """Each member gets what it understands; only what nobody understands is complained about."""
    ask = set_properties if verb == "set" else get_properties
    answers = [answer for member in members for answer in ask(member, asked)]
    actions: list[Action | Message] = [answer for answer in answers if not isinstance(answer, Message)]
    if actions or not any(isinstance(answer, Message) for answer in answers):
        return actions
    return [complaint(f"Publish '{verb}' {sorted(asked)} to '{name}' failed: no member understands it")]


def _any_on(content: Mapping[str, Any], members: Sequence[Mapping[str, Scalar]]) -> dict[str, Scalar]:
    """A group is on as long as any of its members is."""
    shown: dict[str, Scalar] = {}
    for name, words in _ON_IF_ANY.items():
        on = next((values[name] for values in members if values.get(name) in words), None)
        if name in content and on is not None:
            shown[name] = on
    return shown
