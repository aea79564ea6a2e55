"""What a broker has carried so far."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Statistics:
    """Counts since the broker began; of messages, only those that came or went over connections."""

    connected: int = 0
    """Clients connected at this moment."""
    messages_received: int = 0
    messages_sent: int = 0
    messages_dropped: int = 0
    bytes_received: int = 0
    bytes_sent: int = 0
