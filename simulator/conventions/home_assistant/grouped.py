"""What a group of properties becomes: one entity, which has a place for some of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from devices.device import Trait
from devices.property import Property
from simulator.conventions.home_assistant.entity import Entity
from simulator.device_state import feature


class Grouped(NamedTuple):
    """An entity, and the names of the properties that it has."""

    entity: Entity
    has: frozenset[str]


def features_of(trait: Trait) -> dict[str, Property]:
    """A group's own properties by what they are called inside it, such as `state`; no parts of composites."""
    named = {_plain(each): each for each in trait.properties if each.composite is None}
    return {name: each for name, each in named.items() if name}


def grouped(
    component: str, trait: Trait, main: Property, has: Iterable[Property | None], fields: dict[str, Any]
) -> Grouped:
    """The entity of a group around its main property. One of several groups of a kind carries its suffix."""
    suffix = main.name.removeprefix("state").removeprefix("_") if main.name.startswith("state_") else ""
    object_id = f"{component}_{suffix}" if suffix else component
    title = main.title.en if suffix else None
    names = frozenset(each.name for each in has if each is not None)
    return Grouped(Entity(component, object_id, {"name": title, **fields}), names)


def _plain(each: Property) -> str:
    """`state` for `state_left` too: Zigbee2MQTT calls it so inside the group of an endpoint."""
    name = feature(each)
    return "state" if name.startswith("state_") else name
