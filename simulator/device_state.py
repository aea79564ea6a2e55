"""A device's state as one JSON object, and what such an object asks of it.

This is the form that Zigbee2MQTT and plain telemetry share: a value under each property's own name, except
that parts of a composite stand together in an object, and that what is momentary is told once and then empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from devices.command import ValueRefused
from devices.device import Device
from devices.property import Property, Scalar
from devices.text import Text
from simulator.color import both_forms, is_colored, read_color
from simulator.reports import Report

COLOR = "color"
_COLOR_MODE = "color_mode"
_NOT_A_COMMAND = Text(en="no such command", fa="چنین فرمانی وجود ندارد")
_NOT_AN_OBJECT = Text(en="expected an object with {parts}", fa="باید یک شیء (object) با {parts} باشد")


class Wanted(NamedTuple):
    """What of an object a device can be told, and why not the rest: (name, reason)."""

    values: dict[str, Scalar]
    refused: list[tuple[str, Text]]


class Form(NamedTuple):
    """How a model's payload differs from its values."""

    momentary: frozenset[str]
    """The properties of which a value is told once and then empty."""
    is_plain: bool
    """Whether each value stands under its own name as it is, and nothing else does."""


@lru_cache(maxsize=256)
def form_of(device: Device) -> Form:
    """The form of a model: each of its reports asks for it."""
    properties = device.properties
    momentary = frozenset(each.name for each in properties.values() if each.momentary)
    has_composites = any(each.composite for each in properties.values())
    adds_color_mode = "color_temp" in properties and _COLOR_MODE not in properties
    return Form(momentary, not (momentary or has_composites or adds_color_mode))


def told(report: Report, device: Device) -> tuple[Mapping[str, Any], bool]:
    """All that the device has told so far, and whether it tells of something that just happened.

    What happened stands there only now, and is empty as soon as the device speaks of something else.
    """
    form = form_of(device)
    if form.is_plain:
        return report.values, False
    happened = happened_by(report, device)
    return state(report, device) | happened, bool(happened)


def state(report: Report, device: Device) -> dict[str, Any]:
    """All that the device has told so far; what happened is over."""
    shown: dict[str, Any] = {}
    for name, value in report.values.items():
        each = device.properties[name]
        if each.composite is not None:
            shown.setdefault(each.composite.key, {})[feature(each)] = value
        else:
            shown[name] = "" if each.momentary else value
    if COLOR in shown and parts_of(COLOR, device):
        shown[COLOR] = both_forms(shown[COLOR])
    if "color_temp" in shown and _COLOR_MODE not in device.properties:
        shown[_COLOR_MODE] = "xy" if is_colored(shown.get(COLOR), shown["color_temp"]) else "color_temp"
    return shown


def happened_by(report: Report, device: Device) -> dict[str, Scalar]:
    """What happened by this report, by property; usually nothing."""
    momentary = form_of(device).momentary
    if not momentary:
        return {}
    return {name: report.values[name] for name in report.changed if name in momentary and report.values[name]}


def wanted_of(asked: Mapping[str, Any], device: Device) -> Wanted:
    """What an object asks for, each value as the device takes it."""
    wanted = Wanted({}, [])
    for name, value in asked.items():
        parts = parts_of(name, device)
        if not parts:
            _take(wanted, {name: value}, device)
        elif chosen := _chosen(parts, read_color(value) if name == COLOR else value, value):
            _take(wanted, chosen, device)
        else:
            names = ", ".join(dict.fromkeys(feature(each) for each in parts))
            wanted.refused.append((name, _NOT_AN_OBJECT.format(parts=names)))
    return wanted


def parts_of(key: str, device: Device) -> list[Property]:
    """The properties that stand together under a key of the payload; none for a property of its own."""
    return [each for each in device.properties.values() if each.composite and each.composite.key == key]


def feature(shown: Property) -> str:
    """What a property is called inside its group or composite."""
    return shown.feature or shown.name


def _chosen(parts: Iterable[Property], content: Any, asked: Any) -> dict[str, Any]:
    """Values by property: of the form that was asked in, where the device knows that one itself."""
    if not isinstance(content, Mapping):
        return {}
    known = {each.name: content[feature(each)] for each in parts if feature(each) in content}
    literal = {each.name for each in parts if isinstance(asked, Mapping) and feature(each) in asked}
    return {name: value for name, value in known.items() if name in literal} or known


def _take(wanted: Wanted, asked: Mapping[str, Any], device: Device) -> None:
    """Values one by one; the choice "1" may be written as the number."""
    for name, value in asked.items():
        command = device.commands.get(name)
        if command is None:
            wanted.refused.append((name, _NOT_A_COMMAND))
            continue
        is_word = command.kind in ("enum", "text") and isinstance(value, int) and not isinstance(value, bool)
        try:
            wanted.values[name] = command.accept(str(value) if is_word else value)
        except ValueRefused as error:
            wanted.refused.append((name, error.says))
