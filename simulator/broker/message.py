"""An application message, as publishers and subscribers see it."""

from __future__ import annotations

from typing import NamedTuple

from simulator.broker.properties import NO_PROPERTIES, Properties, size_of


class Message(NamedTuple):
    """A topic, its payload and how it is to be delivered; the properties are those of MQTT 5.

    A tuple, for one is made with each packet, and a tuple takes half the time of a frozen dataclass.
    """

    topic: str
    payload: bytes
    qos: int = 0
    retain: bool = False
    properties: Properties = NO_PROPERTIES

    @property
    def size(self) -> int:
        """About how many bytes the message takes while it is kept: payload and properties."""
        return len(self.payload) + (size_of(self.properties) if self.properties else 0)
