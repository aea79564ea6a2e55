"""The way to a client across a network, as the broker's end of the connection uses it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from simulator.broker.endings import Ending
from simulator.broker.network import Wire
from simulator.broker.packets import PacketType

_PUBLISH_AT_MOST_ONCE = PacketType.PUBLISH << 4
_TYPE_AND_QOS = 0b1111_0110
_BESIDE_BYTES = 250
"""What the memory holds of a packet on its way beside its bytes: even an empty one has a price."""


class NearEnd(Protocol):
    """The connection, where the network ends at the broker."""

    now_ms: int
    is_clogged: bool

    def arrive(self, first: int, body: bytes) -> None:
        """Take a packet that the client sent."""

    def send(self, packet: bytes) -> None:
        """Put a packet into the output: the client has it."""

    def end(self, detail: str, ending: Ending | None = None) -> None:
        """Close, for the reason observed."""


class FarLine:
    """Carries packets both ways; at most `most_bytes` in each direction are on their way at once.

    Above that a client that sends is disconnected, and one that is sent to counts as clogged.
    """

    __slots__ = ("_arriving_bytes", "_leaving_bytes", "_most_bytes", "_near", "wire")

    def __init__(self, near: NearEnd, wire: Wire, most_bytes: int) -> None:
        self.wire = wire
        self._near = near
        self._most_bytes = most_bytes
        self._arriving_bytes = 0
        self._leaving_bytes = 0

    @property
    def now_ms(self) -> int:
        """When the client was last heard."""
        return self._near.now_ms

    @property
    def is_clogged(self) -> bool:
        """Whether more bytes are on their way, or wait to be taken, than the limit allows."""
        return self._near.is_clogged or self._leaving_bytes > self._most_bytes

    def send(self, packet: bytes) -> None:
        """Let a packet of the broker go its way."""
        self._leaving_bytes += len(packet) + _BESIDE_BYTES
        self.wire.to_client.carry(partial(self._reach_client, packet), is_repeated=_is_repeated(packet[0]))

    def hear(self, first: int, body: bytes) -> None:
        """Let a packet of the client go its way."""
        self._arriving_bytes += len(body) + _BESIDE_BYTES
        if self._arriving_bytes > self._most_bytes:
            self._near.end("byte_rate")
            return
        self.wire.to_broker.carry(partial(self._reach_broker, first, body), is_repeated=_is_repeated(first))

    def follow(self, arrive: Callable[[], None]) -> None:
        """Do something once the client's packets so far have reached the broker."""
        self.wire.to_broker.carry(arrive)

    def end(self, detail: str, ending: Ending | None = None) -> None:
        """Close the connection, for the reason observed."""
        self._near.end(detail, ending)

    def _reach_client(self, packet: bytes) -> None:
        self._leaving_bytes -= len(packet) + _BESIDE_BYTES
        self._near.send(packet)

    def _reach_broker(self, first: int, body: bytes) -> None:
        self._arriving_bytes -= len(body) + _BESIDE_BYTES
        self._near.arrive(first, body)


def _is_repeated(first: int) -> bool:
    """Everything but a message of QoS 0 is repeated until it gets through."""
    return first & _TYPE_AND_QOS != _PUBLISH_AT_MOST_ONCE
