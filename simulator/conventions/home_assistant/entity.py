"""What an entity is made of, and the fields by which it hears and is told."""

from __future__ import annotations

from typing import Any, NamedTuple

from devices.property import Access, Property, Scalar
from simulator.convention import Wiring
from simulator.house import Installed


class Announced(NamedTuple):
    """A device as it is announced: what it is, and where its carrier has it."""

    installed: Installed
    wiring: Wiring


class Entity(NamedTuple):
    """An entity of Home Assistant: its component, its name within the device, its configuration."""

    component: str
    object_id: str
    fields: dict[str, Any]


def without_gaps(fields: dict[str, Any]) -> dict[str, Any]:
    """Only the fields that say something."""
    return {name: value for name, value in fields.items() if value is not None}


def is_settable(shown: Property) -> bool:
    """Whether a program may set it."""
    return Access.SETTABLE in shown.access


def is_told(shown: Property) -> bool:
    """Whether the device tells it."""
    return Access.PUBLISHED in shown.access


def word(value: Scalar) -> str:
    """A value as it stands in a message: true and false as JSON has them."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def payload(wiring: Wiring, shown: Property, value: Scalar) -> str:
    """The whole message that sets a property to a value."""
    _, template = wiring.command(shown.name)
    return template.replace("{{ value }}", word(value)) if template else word(value)


def template_of_word(wiring: Wiring, shown: Property) -> str:
    """The template of a value that is to be compared with `word`: JSON's true is Jinja's True."""
    _, template = wiring.read(shown.name)
    if not isinstance(shown.on, bool) or shown.kind != "binary":
        return template
    return f"{{{{ ({expression(template)}) | string | lower }}}}"


def expression(template: str) -> str:
    """What stands inside the braces of a template."""
    return template.removeprefix("{{ ").removesuffix(" }}")


def told(wiring: Wiring, shown: Property, prefix: str, topic: str = "state_topic") -> dict[str, Any]:
    """`<prefix>_state_topic` and its template (`<prefix>_state_template`)."""
    where, template = wiring.read(shown.name)
    return {f"{prefix}_{topic}": where, f"{prefix}_{topic.replace('topic', 'template')}": template}


def commanded(wiring: Wiring, shown: Property, prefix: str = "") -> dict[str, Any]:
    """`<prefix>command_topic`, and its template if the bare value is not enough."""
    where, template = wiring.command(shown.name)
    return without_gaps({f"{prefix}command_topic": where, f"{prefix}command_template": template})
