"""The devices of a live house as programs meet them: what each can tell and take, and under which topics."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from devices.property import Access, Property
from simulator.convention import Scope, Wiring
from simulator.conventions import load_conventions
from simulator.house import Installed
from simulator.scenario import Scenario

_VALUE = re.compile(r"\{\{ value_json((?:\.\w+|\['[^']+'\])+) \}\}")
_KEY = re.compile(r"\.(\w+)|\['([^']+)'\]")


class Told(NamedTuple):
    """Where a value stands: the topic, and the keys that lead to it inside the JSON payload."""

    topic: str
    keys: tuple[str, ...]


class Taken(NamedTuple):
    """Where a value is set: by a JSON object with it under the property's name, or by the value alone."""

    topic: str
    as_json: bool


class PropertyAtHome(NamedTuple):
    """A property of a device, and where programs find it."""

    property: Property
    told: Told | None
    """None where the convention tells it in other words."""
    taken: Taken | None
    """None where it cannot be set."""


class DeviceAtHome(NamedTuple):
    """A device of a house, and how it is spoken with."""

    installed: Installed
    wiring: Wiring | None
    """None of a device that speaks none of the house's conventions."""
    properties: tuple[PropertyAtHome, ...]


def devices_of(scenario: Scenario, base: str) -> Iterator[DeviceAtHome]:
    """Every device, sorted by name; its topics stand under this base."""
    scope = Scope.of(scenario.house, load_conventions(scenario.conventions), base)
    for name, installed in scenario.house.installed.items():
        carrier = scope.carriers.get(name)
        wiring = carrier.wiring(installed, scope) if carrier else None
        every = installed.device.properties.values()
        yield DeviceAtHome(installed, wiring, tuple(_property(each, wiring) for each in every))


def _property(shown: Property, wiring: Wiring | None) -> PropertyAtHome:
    if wiring is None:
        return PropertyAtHome(shown, None, None)
    is_settable = Access.SETTABLE in shown.access and shown.composite is None
    return PropertyAtHome(shown, _told(shown, wiring), _taken(shown, wiring) if is_settable else None)


def _told(shown: Property, wiring: Wiring) -> Told | None:
    """By the template that Home Assistant would use, where that does nothing but take the value out."""
    name = shown.name
    if shown.composite is not None:
        part = f"{shown.composite.key}.{shown.feature or shown.name}"
        name = part if wiring.json_topic else shown.composite.key
    topic, template = wiring.read(name)
    found = _VALUE.fullmatch(template)
    keys = tuple(one or other for one, other in _KEY.findall(found.group(1))) if found else ()
    return Told(topic, keys) if keys else None


def _taken(shown: Property, wiring: Wiring) -> Taken:
    if wiring.json_topic is not None:
        return Taken(wiring.json_topic, as_json=True)
    return Taken(wiring.command(shown.name)[0], as_json=False)
