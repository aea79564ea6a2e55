"""What programs tell a Tasmota device on `cmnd/<topic>/<command>`, whatever the case of the command."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from devices.device import Device
from devices.property import Scalar
from simulator.conventions.tasmota.parts import Parts, parts_of
from simulator.device_state import COLOR, wanted_of

_WORDS = {"ON": 1, "1": 1, "TRUE": 1, "OFF": 0, "0": 0, "FALSE": 0, "TOGGLE": 2, "2": 2}
_COMMAND = re.compile(r"([a-z]+?)(\d?)", re.ASCII)


_MOST_IN_BACKLOG = 30
_WITHOUT_EFFECT = ("nodelay", "delay", "fade", "fade2", "speed", "speed2")
"""What says how the rest of a backlog is carried out; taken, and of no effect."""


class UnknownCommand(ValueError):
    """The firmware has no such command, or this device has not."""


class BadParameter(ValueError):
    """The command cannot take this."""


class Order(NamedTuple):
    """What a command comes to: properties to set, or properties to tell at once."""

    values: Mapping[str, Scalar] = {}
    asked: tuple[str, ...] = ()


def read_order(command: str, payload: str, device: Device) -> Order:
    """What a command means; without a parameter it is a question.

    Raises UnknownCommand, BadParameter.
    """
    match = _COMMAND.fullmatch(command.lower())
    if match is None:
        raise UnknownCommand(command)
    word, number = match[1], int(match[2] or 1)
    parts = parts_of(device)
    if word == "power":
        return _power(payload, number, parts)
    name = {"dimmer": "brightness", "ct": "color_temp", "color": COLOR, "hsbcolor": COLOR}.get(word)
    names = tuple(each.name for each in parts.lamp if name in (each.name, _key(each)))
    if name is None or not names:
        raise UnknownCommand(command)
    if not payload:
        return Order(asked=names)
    asked = {"dimmer": _dimmer, "ct": _temperature, "color": _color, "hsbcolor": _hsb}[word](payload, device)
    wanted = wanted_of(asked, device)
    if wanted.refused or not wanted.values:
        raise BadParameter(payload)
    return Order(wanted.values)


def read_backlog(payload: str, device: Device) -> Order:
    """What several commands with semicolons between them come to. Raises as `read_order`."""
    values: dict[str, Scalar] = {}
    asked: tuple[str, ...] = ()
    for each in payload.split(";")[:_MOST_IN_BACKLOG]:
        command, _, parameter = each.strip().partition(" ")
        if command and command.lower() not in _WITHOUT_EFFECT:
            order = read_order(command, parameter.strip(), device)
            values.update(order.values)
            asked += order.asked
    return Order(values, asked)


def _power(payload: str, number: int, parts: Parts) -> Order:
    relays = parts.relays if number == 0 else parts.relays[number - 1 : number]
    if not relays:
        raise UnknownCommand("power")
    if not payload:
        return Order(asked=tuple(relay.name for relay in relays))
    meant = _WORDS.get(payload.upper())
    if meant is None or (meant == 2 and any(relay.toggle is None for relay in relays)):
        raise BadParameter(payload)
    return Order({relay.name: (relay.off, relay.on, relay.toggle)[meant] for relay in relays})


def _dimmer(payload: str, device: Device) -> dict[str, Any]:
    percent = _whole(payload, 0, 100)
    full = device.properties["brightness"].maximum or 254
    return {"brightness": round(percent * full / 100)}


def _temperature(payload: str, device: Device) -> dict[str, Any]:
    return {"color_temp": _whole(payload, 1, 10_000)}


def _color(payload: str, device: Device) -> dict[str, Any]:
    """`#rrggbb`, or three numbers from 0 to 255; with or without a final `=`; the brightness stays."""
    payload = payload.removesuffix("=")
    if payload.count(",") == 2:
        red, green, blue = (_whole(part, 0, 255) for part in payload.split(","))
        return {COLOR: {"r": red, "g": green, "b": blue}}
    return {COLOR: {"hex": payload}}


def _hsb(payload: str, device: Device) -> dict[str, Any]:
    """Hue in degrees, saturation and brightness in percent."""
    if payload.count(",") != 2:
        raise BadParameter(payload)
    hue, saturation, level = payload.split(",")
    asked: dict[str, Any] = {COLOR: {"hue": _whole(hue, 0, 360), "saturation": _whole(saturation, 0, 100)}}
    return asked | (_dimmer(level, device) if "brightness" in device.commands else {})


def _whole(text: str, low: int, high: int) -> int:
    stripped = text.strip()
    is_number = stripped.isascii() and stripped.isdecimal() and len(stripped) < 6
    if not is_number or not low <= int(stripped) <= high:
        raise BadParameter(text)
    return int(stripped)


def _key(shown: Any) -> str | None:
    return shown.composite.key if shown.composite else None
