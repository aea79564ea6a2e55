"""An application message, as publishers and subscribers see it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A topic, its payload and how it is to be delivered."""

    topic: str
    payload: bytes
    qos: int = 0
    retain: bool = False
