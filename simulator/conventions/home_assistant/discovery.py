"""The two forms of discovery: a configuration for each entity, or one for each device."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from devices.device import Device
from simulator.actions import Action
from simulator.broker.message import Message
from simulator.convention import Convention, LinkPlan, Scope
from simulator.conventions.home_assistant.entities import entities
from simulator.conventions.home_assistant.entity import Announced
from simulator.json_text import compact

BASE = "homeassistant"
_BIRTH = f"{BASE}/status"
_ORIGIN = {"name": "Khaneh"}
_NOT_COMMON = ("device_automation",)
"""Triggers are no entities: they have no availability and no identifier."""


class HomeAssistant(Convention):
    """The convention of Home Assistant's discovery, in the form that `messages` gives it."""

    def __init__(self, name: str, messages: Callable[[Announced], Iterator[Message]]) -> None:
        self.name = name
        self._messages = messages

    def fits(self, device: Device) -> bool:
        """Everything that is carried at all."""
        return True

    def links(self, scope: Scope) -> Iterator[LinkPlan]:
        """One connection without a will: availability is the business of the carriers."""
        yield LinkPlan(self.name, filters=(_BIRTH,))

    def announce(self, link: LinkPlan, scope: Scope) -> Iterator[Message]:
        """Every device that a convention carries, as that convention has it."""
        for name, carrier in scope.carriers.items():
            installed = scope.house.installed[name]
            yield from self._messages(Announced(installed, carrier.wiring(installed, scope)))

    def receive(self, topic: str, payload: bytes, scope: Scope) -> Iterable[Action | Message]:
        """Announce everything again when Home Assistant comes up."""
        if topic != _BIRTH or payload != b"online":
            return []
        return [message for link in self.links(scope) for message in self.announce(link, scope)]


def entity_messages(announced: Announced) -> Iterator[Message]:
    """One configuration for each entity."""
    for entity in entities(announced):
        topic = f"{BASE}/{entity.component}/{announced.wiring.node}/{entity.object_id}/config"
        about = {"device": _device(announced), "origin": _ORIGIN}
        if entity.component in _NOT_COMMON:
            content = entity.fields | about
        else:
            content = (
                entity.fields | _identity(announced, entity.object_id) | _availability(announced) | about
            )
        yield Message(topic, compact(content), retain=True)


def device_message(announced: Announced) -> Iterator[Message]:
    """One configuration for all entities: what they share stands once."""
    components = {}
    for entity in entities(announced):
        fields = {"platform": entity.component, **entity.fields}
        if entity.component not in _NOT_COMMON:
            fields |= _identity(announced, entity.object_id)
        components[f"{entity.component}_{entity.object_id}"] = fields
    about = {"device": _device(announced), "origin": _ORIGIN}
    content = about | _availability(announced) | {"components": components}
    yield Message(f"{BASE}/device/{announced.wiring.node}/config", compact(content), retain=True)


def _identity(announced: Announced, object_id: str) -> dict[str, Any]:
    installed, wiring = announced
    return {
        "unique_id": f"{wiring.node}_{object_id}_{wiring.carrier}",
        "object_id": f"{installed.name}_{object_id}",
    }


def _availability(announced: Announced) -> dict[str, Any]:
    return {"availability": list(announced.wiring.availability), "availability_mode": "all"}


def _device(announced: Announced) -> dict[str, Any]:
    installed, wiring = announced
    return {
        "identifiers": [f"{wiring.carrier}_{wiring.node}"],
        "name": installed.name,
        "manufacturer": installed.device.vendor,
        "model": installed.device.description.en,
        "model_id": installed.device.model,
    }
