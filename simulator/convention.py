"""What a convention is: a language between devices and programs, over MQTT topics and payloads."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from typing import Protocol

from simulator import conventions as conventions_package
from simulator.actions import Action
from simulator.broker.message import Message
from simulator.house import House
from simulator.reports import Availability, Report


class Convention(Protocol):
    """Pure translation: no state, no clock, no connection. Topics are relative to the lab's base.

    A bad payload becomes a message that says so, never an exception.
    """

    name: str

    def will(self, house: House) -> Message | None:
        """What the broker says for the house when its connection breaks."""

    def announce(self, house: House) -> Iterable[Message]:
        """What is said once, when the house comes up."""

    def farewell(self, house: House) -> Iterable[Message]:
        """What is said when the house stops in an orderly way."""

    def translate(self, report: Report | Availability, house: House) -> Iterable[Message]:
        """What is said when a device spoke, was lost or came back."""

    def filters(self) -> tuple[str, ...]:
        """Topics that the house listens to."""

    def receive(self, topic: str, payload: bytes, house: House) -> Iterable[Action | Message]:
        """What a message asks for, and what is answered at once."""


def convention_names() -> list[str]:
    """Every convention of the lab: one file of `conventions/` each."""
    return sorted(module.name for module in pkgutil.iter_modules(conventions_package.__path__))


def load_conventions(names: Iterable[str]) -> list[Convention]:
    """The conventions of these names, in that order."""
    modules = (importlib.import_module(f"{conventions_package.__name__}.{name}") for name in names)
    return [module.CONVENTION for module in modules]
