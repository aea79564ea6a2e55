"""Whether a rule speaks of something that the scenario's house has."""

from __future__ import annotations

from devices.property import Property
from devices.text import Text
from exercises.rulebook.condition import Condition
from simulator.mistakes import unknown
from simulator.scenario import Scenario


def wrong_path(path: str, scenario: Scenario) -> Text | None:
    """What is wrong with a path of the trace, if anything."""
    first, _, rest = path.partition(".")
    if first in ("house", "outdoor", "mqtt"):
        return None
    if first in ("room", "people"):
        name = rest.partition(".")[0]
        known = scenario.house.room_names if first == "room" else sorted(scenario.people)
        return None if name in known else unknown(name, known)
    devices = scenario.house.installed
    if first not in devices:
        return unknown(first, list(devices))
    properties = devices[first].device.properties
    return None if rest in properties else unknown(rest, list(properties))


def wrong_condition(condition: Condition, scenario: Scenario) -> Text | None:
    """What is wrong with a condition, if anything: its path, or a value that the property never has."""
    if wrong := wrong_path(condition.path, scenario):
        return wrong
    device, _, name = condition.path.partition(".")
    if device not in scenario.house.installed:
        return None
    possible = _values(scenario.house.installed[device].device.properties[name])
    if not possible or any(condition.is_met_by(value) for value in possible):
        return None
    return unknown(condition.value, [str(value) for value in possible])


def _values(known: Property) -> tuple[object, ...]:
    return (known.on, known.off) if known.kind == "binary" else known.choices
