"""A message on its way to subscribers."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from simulator.broker.encoding import encode_publish
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5
from simulator.broker.properties import Properties


class Outgoing:
    """A published message as its subscribers share it.

    `was_kept`: it was retained from before the receiver subscribed. `expires_ms`: from then on nobody is sent
    it any more [MQTT-3.3.2-5]. `packets` holds, by protocol level, the very bytes that all receivers get who
    want it at QoS 0 and nothing special. `encoded_topic` is the topic as `encode_text` gives it, where it is
    known.
    """

    __slots__ = ("encoded_topic", "expires_ms", "message", "packets", "was_kept")

    def __init__(
        self,
        message: Message,
        expires_ms: int | None = None,
        was_kept: bool = False,
        encoded_topic: bytes | None = None,
    ) -> None:
        self.message = message
        self.encoded_topic = encoded_topic
        self.expires_ms = expires_ms
        self.was_kept = was_kept
        self.packets: dict[int, bytes] = {}

    def has_expired(self, now_ms: int) -> bool:
        """Whether the message is out of date."""
        return self.expires_ms is not None and self.expires_ms <= now_ms

    def properties(self, now_ms: int) -> Properties:
        """The message's properties, with what is left of its expiry interval [MQTT-3.3.2-6]."""
        properties = self.message.properties
        if self.expires_ms is None:
            return properties
        remaining_s = max(0, self.expires_ms - now_ms + 999) // 1000
        return {**properties, "message_expiry_interval": remaining_s}

    def at_most_once(self, level: int) -> bytes:
        """The PUBLISH at QoS 0 without anything of one receiver's own."""
        packet = self.packets.get(level)
        if packet is None:
            packet = self.packets[level] = encode_publish(
                self.message, 0, self.was_kept, level=level, encoded_topic=self.encoded_topic
            )
        return packet


class Delivery(NamedTuple):
    """A message as one receiver gets it."""

    outgoing: Outgoing
    qos: int
    retain: bool = False
    identifiers: tuple[int, ...] = ()
    """Of the receiver's subscriptions that the message matched."""
    group: str | None = None
    """The shared subscription by which it came: `$share/…`."""


class Dialect:
    """How messages are put for one receiver: its protocol level, topic aliases and packet size."""

    __slots__ = ("_alias_maximum", "_aliases", "_is_common", "_most_bytes", "level")

    def __init__(self, level: int, alias_maximum: int = 0, most_bytes: int | None = None) -> None:
        self.level = level
        self._aliases: dict[str, int] = {}
        self._alias_maximum = alias_maximum
        self._most_bytes = most_bytes
        self._is_common = not alias_maximum and most_bytes is None

    def common_packet(self, outgoing: Outgoing) -> bytes | None:
        """The PUBLISH at QoS 0 that this receiver shares with others; None when it must have its own."""
        if self.level < MQTT_5 or (self._is_common and outgoing.expires_ms is None):
            return outgoing.at_most_once(self.level)
        return None

    def packet(
        self, delivery: Delivery, clock_ms: Callable[[], int], packet_id: int = 0, duplicate: bool = False
    ) -> bytes | None:
        """The PUBLISH, or None when the receiver takes no packet of that size [MQTT-3.1.2-24]."""
        outgoing = delivery.outgoing
        if self.level < MQTT_5:
            if not delivery.qos:
                return outgoing.at_most_once(self.level)
            # Even where the subscription is one of MQTT 5 and asks for more [MQTT-3.3.1-9 of 3.1.1].
            retain = outgoing.was_kept
            return encode_publish(
                outgoing.message,
                delivery.qos,
                retain,
                duplicate,
                packet_id,
                encoded_topic=outgoing.encoded_topic,
            )
        if self._is_plain(delivery):
            packet = outgoing.at_most_once(self.level)
        else:
            packet = self._encode(delivery, clock_ms(), packet_id, duplicate)
        return packet if self._takes(packet) else None

    def _is_plain(self, delivery: Delivery) -> bool:
        outgoing = delivery.outgoing
        return not (
            delivery.qos
            or self._alias_maximum
            or delivery.identifiers
            or delivery.retain != outgoing.was_kept
            or outgoing.expires_ms is not None
        )

    def _encode(self, delivery: Delivery, now_ms: int, packet_id: int, duplicate: bool) -> bytes:
        """Abbreviated if that is possible; but no message is lost because its alias makes it too large."""
        outgoing = delivery.outgoing
        message, properties = outgoing.message, outgoing.properties(now_ms)
        if delivery.identifiers:
            properties = {**properties, "subscription_identifiers": delivery.identifiers}

        def write(message: Message, properties: Properties) -> bytes:
            return encode_publish(
                message, delivery.qos, delivery.retain, duplicate, packet_id, self.level, properties
            )

        alias = self._aliases.get(message.topic)
        if alias is not None:
            packet = write(message._replace(topic=""), {**properties, "topic_alias": alias})
            if self._takes(packet):
                return packet
        elif len(self._aliases) < self._alias_maximum:
            alias = len(self._aliases) + 1
            packet = write(message, {**properties, "topic_alias": alias})
            if self._takes(packet):
                self._aliases[message.topic] = alias
                return packet
        return write(message, properties)

    def _takes(self, packet: bytes) -> bool:
        return self._most_bytes is None or len(packet) <= self._most_bytes
