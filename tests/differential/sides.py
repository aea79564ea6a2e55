"""What a script is played to: a broker, and lines to it."""

from __future__ import annotations

from typing import Protocol


class Line(Protocol):
    """A client's connection."""

    @property
    def is_closed(self) -> bool:
        """Whether either end has closed it."""

    def send(self, data: bytes) -> None:
        """Send bytes; nothing happens when the line is closed."""

    def drop(self) -> None:
        """Close it without a word."""

    def packets(self) -> list[tuple[int, bytes]]:
        """First byte and body of the packets that came since the last call."""


class Side(Protocol):
    """A broker without sessions, subscriptions and retained messages."""

    def open(self) -> Line:
        """A new connection."""

    def settle(self) -> None:
        """Return when all that was sent has had all its effects, and these have come to the lines."""

    def clear(self) -> None:
        """Forget everything, for the next script."""
