"""An application message, as publishers and subscribers see it."""

from __future__ import annotations

from dataclasses import dataclass

from simulator.broker.properties import NO_PROPERTIES, Properties


@dataclass(frozen=True, slots=True)
class Message:
    """A topic, its payload and how it is to be delivered; the properties are those of MQTT 5."""

    topic: str
    payload: bytes
    qos: int = 0
    retain: bool = False
    properties: Properties = NO_PROPERTIES
