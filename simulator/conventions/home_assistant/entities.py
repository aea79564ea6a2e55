"""All entities of a device: its groups, and what stands on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from devices.device import Trait
from simulator.conventions.home_assistant.climates import climate
from simulator.conventions.home_assistant.entity import Announced, Entity
from simulator.conventions.home_assistant.grouped import Grouped
from simulator.conventions.home_assistant.lights import light
from simulator.conventions.home_assistant.movers import cover, fan, lock, switch
from simulator.conventions.home_assistant.singles import single

_GROUPS: dict[str, Callable[[Announced, Trait], Grouped | None]] = {
    "climate": climate,
    "cover": cover,
    "fan": fan,
    "light": light,
    "lock": lock,
    "switch": switch,
}


def entities(announced: Announced) -> Iterator[Entity]:
    """Everything that a device becomes; what a group has no place for stands on its own."""
    for trait in announced.installed.device.traits:
        build = _GROUPS.get(trait.expose or "")
        grouped = build(announced, trait) if build else None
        if grouped is not None:
            yield grouped.entity
        for each in trait.properties:
            if grouped is None or each.name not in grouped.has:
                yield from single(announced, each)
