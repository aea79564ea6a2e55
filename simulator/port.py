"""Ways from a gateway to a broker. Topics are relative to the lab's base on this side."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from simulator.broker.message import Message

Receive = Callable[[Message], None]


class Link(Protocol):
    """One connection to a broker."""

    def publish(self, message: Message) -> None:
        """Say something."""

    def close(self) -> None:
        """Disconnect in an orderly way: the will stays unsaid."""


class Port(Protocol):
    """A broker that connections can be opened to; `base` is the topic above everything of the house."""

    base: str

    def connect(
        self, client_id: str, will: Message | None, filters: tuple[str, ...], receive: Receive
    ) -> Link:
        """Open a connection that listens to `filters` and leaves `will` behind if it breaks."""


def under(base: str, message: Message) -> Message:
    """The message as the broker sees it, below `base` (such as `lab/demo`)."""
    return Message(f"{base}/{message.topic}", message.payload, message.qos, message.retain)


def relative(base: str, message: Message) -> Message:
    """The message as the house sees it, without `base`."""
    return Message(message.topic.removeprefix(f"{base}/"), message.payload, message.qos, message.retain)
