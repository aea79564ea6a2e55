"""Wi-Fi devices with Tasmota: each has its own connection, and its will on `tele/<topic>/LWT`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from devices.device import Device, Radio
from simulator.actions import Action, SetProperties
from simulator.broker.message import Message
from simulator.convention import Carrier, LinkPlan, Scope, Wiring
from simulator.conventions.tasmota.commands import BadParameter, UnknownCommand, read_backlog, read_order
from simulator.conventions.tasmota.discovery import PREFIX, config, sensors
from simulator.conventions.tasmota.parts import LINK_QUALITY, parts_of
from simulator.conventions.tasmota.payloads import controls, sensor_payload, state_payload
from simulator.conventions.tasmota.wiring import wiring_of
from simulator.device_state import happened_by
from simulator.house import Installed
from simulator.json_text import compact
from simulator.reports import Availability, Report


class Tasmota(Carrier):
    """The convention of Tasmota; a device's topic is its name."""

    name = "tasmota"

    def fits(self, device: Device) -> bool:
        """A Wi-Fi device with relays, a lamp, contacts, buttons or sensors, and nothing else."""
        return device.radio is Radio.WIFI and parts_of(device).is_complete

    def links(self, scope: Scope) -> Iterator[LinkPlan]:
        """Each device's own connection."""
        for name in scope.carried_by(self):
            yield LinkPlan(f"{self.name}-{name}", _lwt(name, "Offline"), (f"cmnd/{name}/+",), name)

    def announce(self, link: LinkPlan, scope: Scope) -> Iterator[Message]:
        """The device is there, and what it can do."""
        if link.device:
            installed = scope.house.installed[link.device]
            yield _lwt(link.device, "Online")
            yield _retained(f"{PREFIX}/{installed.mac}/config", config(installed))
            yield _retained(f"{PREFIX}/{installed.mac}/sensors", sensors(installed))

    def farewell(self, link: LinkPlan, scope: Scope) -> Iterator[Message]:
        """What the will would say."""
        if link.device:
            yield _lwt(link.device, "Offline")

    def translate(self, said: Report | Availability, scope: Scope) -> Iterator[Message]:
        """What changed at once, the state after it, and the sensors; coming and going is told by the will."""
        if isinstance(said, Availability):
            return
        name, device = said.device, scope.house.installed[said.device].device
        parts = parts_of(device)
        for number, button in enumerate(parts.buttons, start=1):
            if action := happened_by(said, device).get(button.name):
                yield Message(f"stat/{name}/BUTTON{number}", compact({"ACTION": str(action).upper()}))
        yield from _results(name, controls(said, device, only=said.changed))
        if parts.relays or LINK_QUALITY in said.values:
            yield _retained(f"tele/{name}/STATE", state_payload(said, device))
        if parts.switches or parts.sensors:
            yield _retained(f"tele/{name}/SENSOR", sensor_payload(said.values, device))

    def receive(self, topic: str, payload: bytes, scope: Scope) -> Iterable[Action | Message]:
        """Obey a command, or answer on `stat/<topic>/RESULT`."""
        levels = topic.split("/")
        if len(levels) != 3 or levels[0] != "cmnd" or levels[1] not in scope.carried_by(self):
            return []
        name, command = levels[1:]
        device = scope.house.installed[name].device
        text = payload.decode("utf-8", errors="replace").strip()
        if command.lower() in ("state", "status"):
            return _status(command.lower(), text, scope.told.get(name), name, device)
        try:
            if command.lower() in ("backlog", "backlog0"):
                order = read_backlog(text, device)
            else:
                order = read_order(command, "" if text == "?" else text, device)
        except UnknownCommand:
            return [_result(name, {"Command": "Unknown"})]
        except BadParameter:
            return [_result(name, {"Command": "Error"})]
        if order.values:
            return [SetProperties(name, order.values)]
        told = scope.told.get(name)
        return list(_results(name, controls(told, device, only=order.asked))) if told else []

    def state_topic(self, installed: Installed) -> str:
        """STATE, or SENSOR of a device that has only sensors."""
        return f"tele/{installed.name}/{'STATE' if parts_of(installed.device).relays else 'SENSOR'}"

    def command_topic(self, installed: Installed) -> str:
        """The command that most devices take."""
        return f"cmnd/{installed.name}/Power"

    def wiring(self, installed: Installed, scope: Scope) -> Wiring:
        """A topic for each command; states in STATE and SENSOR."""
        return wiring_of(installed, self.name, scope.absolute)


def _results(name: str, changed: dict[str, Any]) -> Iterator[Message]:
    """What changed, in one object; and each relay on a topic of its own, as a bare word."""
    if changed:
        yield _result(name, changed)
    for key, value in changed.items():
        if key.startswith("POWER"):
            yield Message(f"stat/{name}/{key}", str(value).encode())


def _status(
    command: str, number: str, told: Report | None, name: str, device: Device
) -> list[Action | Message]:
    """`State`, and of `Status` the parts 10 (sensors) and 11 (state) that Home Assistant asks for."""
    if told is None:
        return []
    if command == "state":
        return [_result(name, state_payload(told, device))]
    if number in ("8", "10"):
        sensed = {"StatusSNS": sensor_payload(told.values, device)}
        return [Message(f"stat/{name}/STATUS{number}", compact(sensed))]
    if number == "11":
        return [Message(f"stat/{name}/STATUS11", compact({"StatusSTS": state_payload(told, device)}))]
    return [_result(name, {"Command": "Error"})]


def _result(name: str, content: dict[str, Any]) -> Message:
    return Message(f"stat/{name}/RESULT", compact(content))


def _lwt(name: str, word: str) -> Message:
    return Message(f"tele/{name}/LWT", word.encode(), retain=True)


def _retained(topic: str, content: Any) -> Message:
    return Message(topic, compact(content), retain=True)
