"""The bridge: one connection with one will, for all Zigbee devices of a house."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from devices.device import Device, Radio
from simulator.actions import Action
from simulator.broker.message import Message
from simulator.convention import Carrier, LinkPlan, Scope, Wiring
from simulator.conventions.zigbee2mqtt import requests
from simulator.conventions.zigbee2mqtt.commands import decode, get_properties, set_properties
from simulator.conventions.zigbee2mqtt.entries import INFO, device_entries, group_entries
from simulator.conventions.zigbee2mqtt.groups import ask_group, group_states
from simulator.conventions.zigbee2mqtt.topics import BASE, REQUEST, STATE, complaint, retained
from simulator.device_state import told
from simulator.house import Installed
from simulator.json_text import compact
from simulator.reports import Availability, Report

_VERBS = ("set", "get")


class Zigbee2Mqtt(Carrier):
    """The convention of Zigbee2MQTT."""

    name = "zigbee2mqtt"

    def fits(self, device: Device) -> bool:
        """Everything with a Zigbee radio."""
        return device.radio is Radio.ZIGBEE

    def links(self, scope: Scope) -> Iterator[LinkPlan]:
        """The bridge's connection, where there is a Zigbee device; commands also for a single property."""
        if scope.carried_by(self):
            filters = (*(f"{BASE}/+/{verb}{part}" for verb in _VERBS for part in ("", "/+")), f"{REQUEST}#")
            yield LinkPlan(self.name, retained(STATE, {"state": "offline"}), filters)

    def announce(self, link: LinkPlan, scope: Scope) -> Iterator[Message]:
        """The bridge is online, with these devices."""
        devices, groups = scope.carried_by(self), scope.groups_of(self)
        yield retained(STATE, {"state": "online"})
        yield retained(f"{BASE}/bridge/info", INFO)
        yield retained(f"{BASE}/bridge/devices", device_entries(devices.values()))
        if groups:
            yield retained(f"{BASE}/bridge/groups", group_entries(groups, devices))
        for name in devices:
            yield retained(f"{BASE}/{name}/availability", {"state": "online"})

    def farewell(self, link: LinkPlan, scope: Scope) -> Iterator[Message]:
        """The bridge says itself what its will would say."""
        yield retained(STATE, {"state": "offline"})

    def translate(self, said: Report | Availability, scope: Scope) -> list[Message]:
        """The whole state of the device, as Zigbee2MQTT caches it; or that it was lost or came back."""
        if isinstance(said, Availability):
            word = "online" if said.online else "offline"
            return [retained(f"{BASE}/{said.device}/availability", {"state": word})]
        device = scope.house.installed[said.device].device
        shown, is_momentary = told(said, device)
        # What happened is not kept: whoever comes later would take it for new. The device says itself when it
        # is over.
        messages = [Message(f"{BASE}/{said.device}", compact(shown), 0, not is_momentary)]
        if groups := scope.groups_of(self):
            messages += group_states(said, groups, scope)
        return messages

    def receive(self, topic: str, payload: bytes, scope: Scope) -> Iterable[Action | Message]:
        """What is asked of a device, and an error on `bridge/logging` for what makes no sense."""
        if topic.startswith(REQUEST):
            return [requests.answer(topic, payload)]
        levels = topic.split("/")
        if len(levels) not in (3, 4) or levels[0] != BASE or levels[2] not in _VERBS:
            return []
        _, name, verb = levels[:3]
        own, groups = scope.carried_by(self), scope.groups_of(self)
        if name not in own and name not in groups:
            return [complaint(f"Entity '{name}' is unknown")]
        try:
            asked = decode(payload, levels[3] if len(levels) == 4 else None)
        except ValueError:
            return [complaint(f"Invalid message on '{topic}': payload is neither JSON nor a known word")]
        if name in groups:
            return ask_group(verb, name, [own[each] for each in groups[name]], asked)
        return set_properties(own[name], asked) if verb == "set" else get_properties(own[name], asked)

    def state_topic(self, installed: Installed) -> str:
        """The device's own topic."""
        return f"{BASE}/{installed.name}"

    def wiring(self, installed: Installed, scope: Scope) -> Wiring:
        """One topic with a JSON object; a bare value can be set below it."""
        topic = scope.absolute(self.state_topic(installed))
        return Wiring(
            node=installed.address,
            carrier=self.name,
            state_topic=topic,
            availability=(
                _available(scope.absolute(STATE)),
                _available(f"{topic}/availability"),
            ),
            read=lambda name: (topic, f"{{{{ value_json.{name} }}}}"),
            command=lambda name: (f"{topic}/set" if name == "state" else f"{topic}/set/{name}", None),
            json_topic=f"{topic}/set",
        )


def _available(topic: str) -> dict[str, Any]:
    return {"topic": topic, "value_template": "{{ value_json.state }}"}
