"""A message on its way to subscribers."""

from __future__ import annotations

from simulator.broker.encoding import encode_publish
from simulator.broker.message import Message


class Outgoing:
    """A published message as its subscribers share it: at QoS 0 all of them are sent the very same bytes.

    `retain` tells the receiver that the message was kept from before it subscribed [MQTT-3.3.1-8].
    """

    __slots__ = ("_at_most_once", "message", "retain")

    def __init__(self, message: Message, retain: bool = False) -> None:
        self.message = message
        self.retain = retain
        self._at_most_once: bytes | None = None

    def packet(self, qos: int, packet_id: int = 0, duplicate: bool = False) -> bytes:
        """The PUBLISH that carries the message at that QoS."""
        if qos:
            return encode_publish(self.message, qos, self.retain, duplicate, packet_id)
        if self._at_most_once is None:
            self._at_most_once = encode_publish(self.message, 0, self.retain)
        return self._at_most_once
