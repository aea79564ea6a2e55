"""What a convention is: a language between devices and programs, over MQTT topics and payloads."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from simulator.actions import Action
from simulator.broker.message import Message
from simulator.house import House
from simulator.reports import Availability, Report


class Convention(Protocol):
    """Pure translation: no state, no clock, no connection.

    Topics of messages are relative to the lab's base; `base` is given for topics inside payloads. A bad
    payload becomes a message that says so, never an exception.
    """

    name: str

    def will(self, house: House) -> Message | None:
        """What the broker says for the house when its connection breaks."""

    def announce(self, house: House, base: str) -> Iterable[Message]:
        """What is said once, when the house comes up."""

    def farewell(self, house: House) -> Iterable[Message]:
        """What is said when the house stops in an orderly way."""

    def translate(self, report: Report | Availability, house: House) -> Iterable[Message]:
        """What is said when a device spoke, was lost or came back."""

    def filters(self) -> tuple[str, ...]:
        """Topics that the house listens to."""

    def receive(self, topic: str, payload: bytes, house: House, base: str) -> Iterable[Action | Message]:
        """What a message asks for, and what is answered at once."""
