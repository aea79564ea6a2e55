"""What programs ask of devices: `<device>/set` and `<device>/get`, also with a property in the topic."""

from __future__ import annotations

from typing import Any

from devices.property import Access
from simulator.actions import Action, ReadProperties, SetProperties
from simulator.broker.message import Message
from simulator.conventions.zigbee2mqtt.topics import complaint
from simulator.device_state import parts_of, wanted_of
from simulator.house import Installed
from simulator.json_text import parse

WORDS = ("ON", "OFF", "TOGGLE", "OPEN", "CLOSE", "STOP", "LOCK", "UNLOCK")
"""What a bare payload may be; it is meant for `state`."""
_OPTIONS = ("transition",)
"""What says how a command is carried out; taken, as Zigbee2MQTT does also for devices that cannot do it."""


def decode(payload: bytes, name: str | None) -> dict[str, Any]:
    """The object in a payload; a bare word or number is meant for `state`, or for the topic's own property.

    Raises ValueError where it is neither.
    """
    text = payload.decode("utf-8")
    try:
        content = parse(payload)
    except ValueError:
        content = text.strip()
        if name is None and content.upper() not in WORDS:
            raise
    if name is not None:
        return {name: content}
    if isinstance(content, dict):
        return content
    if isinstance(content, str):
        return {"state": content}
    raise ValueError(text)


def set_properties(installed: Installed, asked: dict[str, Any]) -> list[Action | Message]:
    """Tell the device what it can take, and complain about the rest."""
    wanted = wanted_of(
        {name: value for name, value in asked.items() if name not in _OPTIONS}, installed.device
    )
    answers: list[Action | Message] = [
        complaint(f"Publish 'set' '{name}' to '{installed.name}' failed: {reason.en}")
        for name, reason in wanted.refused
    ]
    if wanted.values:
        answers.append(SetProperties(installed.name, wanted.values))
    return answers


def get_properties(installed: Installed, asked: dict[str, Any]) -> list[Action | Message]:
    """Ask the device for what it can be asked for, and complain about the rest."""
    answers: list[Action | Message] = []
    readable: list[str] = []
    for name in asked:
        names = _readable(installed, name)
        if not names:
            said = f"Publish 'get' '{name}' to '{installed.name}' failed: it cannot be read"
            answers.append(complaint(said))
        readable += names
    if readable:
        answers.append(ReadProperties(installed.name, tuple(readable)))
    return answers


def _readable(installed: Installed, name: str) -> list[str]:
    device = installed.device
    asked = parts_of(name, device) or [each for each in (device.properties.get(name),) if each]
    return [each.name for each in asked if Access.GETTABLE in each.access]
