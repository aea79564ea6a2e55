"""Entities of properties on their own: by their kind, and by what one may do with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from devices.property import Property
from simulator.conventions.home_assistant.entity import (
    Announced,
    Entity,
    commanded,
    expression,
    is_settable,
    is_told,
    payload,
    template_of_word,
    without_gaps,
    word,
)
from simulator.conventions.home_assistant.kinds import kind_of, unit_of

_SIRENS = ("alarm", "siren")


def single(announced: Announced, shown: Property) -> Iterator[Entity]:
    """The entity of a property, and the triggers of what a button tells."""
    if shown.momentary and not is_settable(shown):
        yield from _event(announced, shown)
        return
    component, build = _settable(shown) if is_settable(shown) else _readable(shown)
    yield Entity(component, shown.name, without_gaps(build(announced, shown)))


def _readable(shown: Property) -> tuple[str, _Build]:
    return ("binary_sensor", _binary_sensor) if shown.kind == "binary" else ("sensor", _sensor)


def _settable(shown: Property) -> tuple[str, _Build]:
    if shown.momentary or (not is_told(shown) and (shown.kind == "binary" or len(shown.choices) == 1)):
        return "button", _button
    if shown.kind == "binary":
        return ("siren", _siren) if shown.name in _SIRENS else ("switch", _switch)
    return {"numeric": ("number", _number), "enum": ("select", _select)}.get(shown.kind, ("text", _text))


def _sensor(announced: Announced, shown: Property) -> dict[str, Any]:
    kind = kind_of(shown)
    is_enum = shown.kind == "enum"
    return _told(announced, shown) | {
        "unit_of_measurement": unit_of(shown),
        "device_class": "enum" if is_enum else kind.device_class,
        "state_class": kind.state_class,
        "entity_category": "diagnostic" if kind.is_diagnostic else None,
        "enabled_by_default": None if shown.name != "linkquality" else False,
        "options": list(shown.choices) if is_enum else None,
    }


def _binary_sensor(announced: Announced, shown: Property) -> dict[str, Any]:
    kind = kind_of(shown)
    return _told(announced, shown) | {
        "device_class": kind.device_class,
        "entity_category": "diagnostic" if kind.is_diagnostic else None,
        "payload_on": shown.on,
        "payload_off": shown.off,
    }


def _switch(announced: Announced, shown: Property) -> dict[str, Any]:
    topic, _ = announced.wiring.command(shown.name)
    return _told_word(announced, shown) | {
        "state_on": word(shown.on),
        "state_off": word(shown.off),
        "command_topic": topic,
        "payload_on": payload(announced.wiring, shown, shown.on),
        "payload_off": payload(announced.wiring, shown, shown.off),
    }


def _siren(announced: Announced, shown: Property) -> dict[str, Any]:
    """A siren's command is a JSON object of Home Assistant's own, unless a template says otherwise."""
    fields = _switch(announced, shown)
    fields["state_value_template"] = fields.pop("value_template", None)
    return fields | {
        "command_template": "{{ value }}",
        "support_duration": False,
        "support_volume_set": False,
    }


def _number(announced: Announced, shown: Property) -> dict[str, Any]:
    kind = kind_of(shown)
    return (
        _told(announced, shown)
        | commanded(announced.wiring, shown)
        | {
            "min": shown.minimum,
            "max": shown.maximum,
            "step": shown.step,
            "unit_of_measurement": unit_of(shown),
            "device_class": kind.device_class,
        }
    )


def _select(announced: Announced, shown: Property) -> dict[str, Any]:
    return _told(announced, shown) | commanded(announced.wiring, shown) | {"options": list(shown.choices)}


def _text(announced: Announced, shown: Property) -> dict[str, Any]:
    return _told(announced, shown) | commanded(announced.wiring, shown)


def _button(announced: Announced, shown: Property) -> dict[str, Any]:
    topic, _ = announced.wiring.command(shown.name)
    pressed = shown.choices[0] if shown.choices else shown.on
    return {
        "name": shown.title.en,
        "command_topic": topic,
        "payload_press": payload(announced.wiring, shown, pressed),
    }


def _event(announced: Announced, shown: Property) -> Iterator[Entity]:
    """An event entity, and a trigger for each action; the empty text after an action is no event."""
    topic, template = announced.wiring.read(shown.name)
    value = expression(template)
    event = f"{{% if {value} %}}{{{{ {{'event_type': {value}}} | tojson }}}}{{% endif %}}"
    yield Entity(
        "event",
        shown.name,
        {
            "name": shown.title.en,
            "state_topic": topic,
            "value_template": event,
            "event_types": list(shown.choices),
        },
    )
    for choice in shown.choices:
        trigger = {
            "automation_type": "trigger",
            "type": shown.name,
            "subtype": choice,
            "payload": choice,
            "topic": topic,
            "value_template": template,
        }
        yield Entity("device_automation", f"{shown.name}_{choice}", trigger)


def _told(announced: Announced, shown: Property) -> dict[str, Any]:
    fields: dict[str, Any] = {"name": shown.title.en}
    if is_told(shown):
        fields["state_topic"], fields["value_template"] = announced.wiring.read(shown.name)
    return fields


def _told_word(announced: Announced, shown: Property) -> dict[str, Any]:
    fields = _told(announced, shown)
    if is_told(shown):
        fields["value_template"] = template_of_word(announced.wiring, shown)
    return fields


_Build = Callable[[Announced, Property], dict[str, Any]]
