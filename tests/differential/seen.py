"""What clients see of a broker, freed of what is the broker's own choice.

Packet identifiers that the broker chose are left out; so is the order of packets that belong to different
exchanges (`comparison` keeps the order that the specification demands).
"""

from __future__ import annotations

from dataclasses import dataclass

Facts = tuple[tuple[str, object], ...]
"""Properties by name, sorted."""


@dataclass(frozen=True)
class Delivery:
    """A PUBLISH that came."""

    topic: str
    payload: bytes
    qos: int
    retain: bool
    duplicate: bool
    properties: Facts = ()

    @property
    def subject(self) -> str:
        """Which message it is about."""
        return self.payload.decode()


@dataclass(frozen=True)
class Notice:
    """Any other packet that came, or the end of the connection (`closed`).

    `about` is the client's own packet identifier, or for PUBREL the message's payload.
    """

    packet: str
    about: str = ""
    codes: tuple[int, ...] = ()
    properties: Facts = ()

    @property
    def subject(self) -> str:
        """Which exchange it is about."""
        return self.about if self.packet == "PUBREL" else self.packet


Seen = Delivery | Notice

Sight = dict[str, tuple[Seen, ...]]
"""What each client saw during one step; a connection that was taken over is `<client>, before`."""

Transcript = tuple[Sight, ...]
"""What was seen, step by step."""

CLOSED = Notice("closed")
