"""What may lie between a client and the broker. Where there is nothing, packets pass at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Lane(Protocol):
    """One direction of a connection: what enters it arrives in that order."""

    def carry(self, arrive: Callable[[], None], *, is_repeated: bool = True) -> None:
        """Call `arrive`, now or later; a packet that is repeated until it gets through may be much later."""

    def loses(self) -> bool:
        """Whether the network loses a message of QoS 0; then nobody may carry it."""

    def doubles(self) -> bool:
        """Whether the network hands a message of QoS 1 over twice."""


class Wire(Protocol):
    """One client's connection."""

    @property
    def to_broker(self) -> Lane:
        """What the client says."""

    @property
    def to_client(self) -> Lane:
        """What the broker says."""

    def close(self) -> None:
        """The broker ends the connection: the client has all that was said to it; what it said is gone."""


class Network(Protocol):
    """All that lies between one user's clients and the broker."""

    @property
    def is_broker_down(self) -> bool:
        """Whether the broker lets nobody in, as it is being restarted."""

    def join(self, lose: Callable[[], None]) -> Wire:
        """A client connects; `lose` is to be called when its connection breaks, after all it carried."""
