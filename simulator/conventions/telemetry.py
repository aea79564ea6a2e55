"""Plain telemetry, as boards of a course speak it: `<device>/telemetry` and `<device>/commands`, both JSON.

A device says `{"temperature":21.4}` and takes `{"relay":"ON"}`, each under the property's own name; what is
binary is also taken as true and false. `<device>/status` is `online`, and `offline` by its will: a board has
a connection of its own. What it does not understand it says on `<device>/errors`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from devices.device import Device
from simulator.actions import Action, SetProperties
from simulator.broker.message import Message
from simulator.convention import Carrier, LinkPlan, Scope, Wiring
from simulator.device_state import told, wanted_of
from simulator.house import Installed
from simulator.json_text import compact, parse
from simulator.reports import Availability, Report


class Telemetry(Carrier):
    """The convention of plain telemetry."""

    name = "telemetry"

    def fits(self, device: Device) -> bool:
        """Every device: it asks for nothing but a name."""
        return True

    def links(self, scope: Scope) -> Iterator[LinkPlan]:
        """Each board's own connection."""
        for name in scope.carried_by(self):
            yield LinkPlan(f"{self.name}-{name}", _status(name, "offline"), (f"{name}/commands",), name)

    def announce(self, link: LinkPlan, scope: Scope) -> Iterator[Message]:
        """The board is there."""
        if link.device:
            yield _status(link.device, "online")

    def farewell(self, link: LinkPlan, scope: Scope) -> Iterator[Message]:
        """The board says itself what its will would say."""
        if link.device:
            yield _status(link.device, "offline")

    def translate(self, said: Report | Availability, scope: Scope) -> Iterator[Message]:
        """All that the board knows; coming and going is told by its connection."""
        if isinstance(said, Report):
            device = scope.house.installed[said.device].device
            shown, is_momentary = told(said, device)
            yield Message(f"{said.device}/telemetry", compact(shown), 0, not is_momentary)

    def receive(self, topic: str, payload: bytes, scope: Scope) -> Iterable[Action | Message]:
        """What a board is told to do, and what it says to nonsense."""
        name = topic.removesuffix("/commands")
        if name == topic or name not in scope.carried_by(self):
            return []
        try:
            asked = parse(payload)
        except ValueError:
            asked = None
        if not isinstance(asked, dict):
            return [_error(name, "expected a JSON object")]
        device = scope.house.installed[name].device
        wanted = wanted_of({each: _in_words(each, value, device) for each, value in asked.items()}, device)
        answers: list[Action | Message] = [
            _error(name, f"{each}: {reason.en}") for each, reason in wanted.refused
        ]
        if wanted.values:
            answers.append(SetProperties(name, wanted.values))
        return answers

    def state_topic(self, installed: Installed) -> str:
        """Its telemetry."""
        return f"{installed.name}/telemetry"

    def command_topic(self, installed: Installed) -> str:
        """Its commands."""
        return f"{installed.name}/commands"

    def wiring(self, installed: Installed, scope: Scope) -> Wiring:
        """One topic with a JSON object each way."""
        told = scope.absolute(self.state_topic(installed))
        commands = scope.absolute(self.command_topic(installed))
        device = installed.device
        return Wiring(
            node=installed.mac,
            carrier=self.name,
            state_topic=told,
            availability=({"topic": scope.absolute(f"{installed.name}/status")},),
            read=lambda name: (told, f"{{{{ value_json.{name} }}}}"),
            command=lambda name: (commands, _template(name, device)),
            json_topic=commands,
        )


CONVENTION = Telemetry()


def _template(name: str, device: Device) -> str:
    """The object that sets a property to Home Assistant's `value`; words need quotation marks."""
    shown = device.properties[name]
    is_word = shown.kind == "enum" or isinstance(shown.on, str)
    return f'{{"{name}": "{{{{ value }}}}"}}' if is_word else f'{{"{name}": {{{{ value }}}}}}'


def _in_words(name: str, value: Any, device: Device) -> Any:
    shown = device.properties.get(name)
    if isinstance(value, bool) and shown is not None and shown.kind == "binary":
        return shown.on if value else shown.off
    return value


def _status(device: str, word: str) -> Message:
    return Message(f"{device}/status", word.encode(), retain=True)


def _error(device: str, reason: str) -> Message:
    return Message(f"{device}/errors", compact({"error": reason}))
