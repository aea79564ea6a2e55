"""Zigbee2MQTT: states, commands, availability and the bridge's own topics.

Source: https://www.zigbee2mqtt.io/guide/usage/mqtt_topics_and_messages.html. States are retained (the option
`retain: true` of a device there), so that whoever subscribes later still learns them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from devices.command import ValueRefused
from devices.device import Device, Trait
from devices.property import Access, Property
from simulator.actions import Action, ReadProperties, SetProperties
from simulator.broker.message import Message
from simulator.house import House, Installed
from simulator.json_text import compact
from simulator.reports import Availability, Report

BASE = "zigbee2mqtt"
_STATE = f"{BASE}/bridge/state"


class Zigbee2Mqtt:
    """The convention of Zigbee2MQTT."""

    name = "zigbee2mqtt"

    def will(self, house: House) -> Message | None:
        """The bridge is offline."""
        return _retained(_STATE, {"state": "offline"})

    def announce(self, house: House, base: str) -> Iterator[Message]:
        """The bridge is online, with these devices."""
        yield _retained(_STATE, {"state": "online"})
        yield _retained(f"{BASE}/bridge/info", {"version": "2.0.0", "permit_join": False})
        yield _retained(f"{BASE}/bridge/devices", [_coordinator(), *map(entry, house.installed.values())])
        for name in house.installed:
            yield _retained(f"{BASE}/{name}/availability", {"state": "online"})

    def farewell(self, house: House) -> Iterator[Message]:
        """The bridge says itself what its will would say."""
        yield _retained(_STATE, {"state": "offline"})

    def translate(self, report: Report | Availability, house: House) -> Iterator[Message]:
        """The whole state of the device, as Zigbee2MQTT caches it; or that it was lost or came back."""
        if isinstance(report, Availability):
            state = "online" if report.online else "offline"
            yield _retained(f"{BASE}/{report.device}/availability", {"state": state})
        else:
            yield _retained(f"{BASE}/{report.device}", dict(report.values))

    def filters(self) -> tuple[str, ...]:
        """Commands to devices, also to a single property."""
        return (f"{BASE}/+/set", f"{BASE}/+/set/+", f"{BASE}/+/get", f"{BASE}/+/get/+")

    def receive(self, topic: str, payload: bytes, house: House, base: str) -> Iterable[Action | Message]:
        """What is asked of a device, and an error on `bridge/logging` for what makes no sense."""
        levels = topic.split("/")
        if len(levels) not in (3, 4) or levels[0] != BASE or levels[2] not in ("set", "get"):
            return []
        installed = house.installed.get(levels[1])
        if installed is None:
            return [_complaint(f"Entity '{levels[1]}' is unknown")]
        try:
            wanted = _decode(payload, levels[3] if len(levels) == 4 else None)
        except ValueError:
            return [_complaint(f"Invalid message on '{topic}': payload is neither JSON nor a known word")]
        return _set(installed, wanted) if levels[2] == "set" else _get(installed, wanted)


CONVENTION = Zigbee2Mqtt()


def entry(installed: Installed) -> dict[str, Any]:
    """A device as `bridge/devices` lists it."""
    device = installed.device
    is_router = device.power_source.value != "Battery"
    return {
        "ieee_address": installed.address,
        "type": "Router" if is_router else "EndDevice",
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


def exposes(device: Device) -> list[dict[str, Any]]:
    """What a device exposes, in the form of https://www.zigbee2mqtt.io/guide/usage/exposes.html."""
    exposed: list[dict[str, Any]] = []
    for trait in device.traits:
        features = [expose(each) for each in trait.properties]
        exposed += [_grouped(trait, features)] if trait.expose else features
    return exposed


def expose(exposed: Property) -> dict[str, Any]:
    """One property as an expose; fields that say nothing are left out, as in Zigbee2MQTT."""
    fields: dict[str, Any] = {
        "type": exposed.kind,
        "name": exposed.name,
        "property": exposed.name,
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


def _grouped(trait: Trait, features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": trait.expose, "features": features}


def _set(installed: Installed, wanted: dict[str, Any]) -> list[Action | Message]:
    commands = installed.device.commands
    accepted = {}
    answers: list[Action | Message] = []
    for name, value in wanted.items():
        if name not in commands:
            answers.append(
                _complaint(f"Publish 'set' '{name}' to '{installed.name}' failed: no such command")
            )
            continue
        try:
            accepted[name] = commands[name].accept(value)
        except ValueRefused as refused:
            answers.append(_complaint(f"Publish 'set' '{name}' to '{installed.name}' failed: {refused}"))
    if accepted:
        answers.append(SetProperties(installed.name, accepted))
    return answers


def _get(installed: Installed, wanted: dict[str, Any]) -> list[Action | Message]:
    properties = installed.device.properties
    readable = tuple(
        name for name in wanted if name in properties and Access.GETTABLE in properties[name].access
    )
    answers: list[Action | Message] = [
        _complaint(f"Publish 'get' '{name}' to '{installed.name}' failed: it cannot be read")
        for name in wanted
        if name not in readable
    ]
    if readable:
        answers.append(ReadProperties(installed.name, readable))
    return answers


def _decode(payload: bytes, name: str | None) -> dict[str, Any]:
    """The object in a payload; a bare word or number is meant for `state`, or for the topic's own property.

    Raises ValueError where it is neither.
    """
    text = payload.decode("utf-8")
    try:
        content = json.loads(text)
    except ValueError:
        content = text.strip()
        if name is None and content.upper() not in (
            "ON",
            "OFF",
            "TOGGLE",
            "OPEN",
            "CLOSE",
            "STOP",
            "LOCK",
            "UNLOCK",
        ):
            raise
    if name is not None:
        return {name: content}
    if isinstance(content, dict):
        return content
    if isinstance(content, str):
        return {"state": content}
    raise ValueError(text)


def _complaint(message: str) -> Message:
    said = {"level": "error", "message": f"z2m: {message}", "namespace": "z2m"}
    return Message(f"{BASE}/bridge/logging", compact(said))


def _retained(topic: str, content: Any) -> Message:
    return Message(topic, compact(content), retain=True)


def _coordinator() -> dict[str, Any]:
    return {
        "ieee_address": "0x00124b0000000000",
        "type": "Coordinator",
        "network_address": 0,
        "supported": True,
        "disabled": False,
        "friendly_name": "Coordinator",
        "definition": None,
        "interview_completed": True,
    }
