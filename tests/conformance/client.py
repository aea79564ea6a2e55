"""A client that is nothing but packets, in either level of MQTT.

Tests build CONNECT, SUBSCRIBE and UNSUBSCRIBE through it, so that they depend on what the packets mean and not
on how they are written down.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from simulator.broker.core import Broker, Connection
from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    Connack,
    Connect,
    Disconnect,
    Packet,
    Puback,
    Publish,
    Suback,
    Subscribe,
    SubscriptionOptions,
    Unsuback,
    Unsubscribe,
)
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.stream import PacketStream

PacketKind = TypeVar("PacketKind", bound=Packet)


def connect_packet(
    client_id: str = "c",
    *,
    level: int = MQTT_3_1_1,
    clean_start: bool = True,
    keepalive_s: int = 0,
    username: str | None = "u",
    password: bytes | None = b"secret",
    will: Message | None = None,
    properties: Properties = NO_PROPERTIES,
) -> Connect:
    """A CONNECT that the lab lets in, unless a field is given another value."""
    return Connect(client_id, clean_start, keepalive_s, username, password, will, level, properties)


def subscribe_packet(
    packet_id: int,
    requests: Iterable[tuple[str, int | SubscriptionOptions]],
    properties: Properties = NO_PROPERTIES,
) -> Subscribe:
    """A SUBSCRIBE of filters, each with the highest QoS wanted or with options."""
    pairs = tuple(
        (topic_filter, SubscriptionOptions(wanted) if isinstance(wanted, int) else wanted)
        for topic_filter, wanted in requests
    )
    return Subscribe(packet_id, pairs, properties)


class Client:
    """One end of a connection to the broker under test.

    What the broker sends is an inbox, from which each method takes what it is about.
    """

    def __init__(self, broker: Broker, level: int = MQTT_3_1_1) -> None:
        self.level = level
        self.connection: Connection = broker.open()
        self._stream = PacketStream(1 << 28)
        self._inbox: list[Packet] = []
        self._is_in = False

    def send(self, *packets: Packet) -> None:
        """Send packets at once, as one piece."""
        self.send_bytes(b"".join(self.to_bytes(packet) for packet in packets))

    def send_bytes(self, data: bytes) -> None:
        """Send whatever it is, valid or not."""
        self.connection.receive(data)

    def send_hex(self, text: str) -> None:
        """Send bytes written as in the specification's figures: `c0 00`."""
        self.send_bytes(bytes.fromhex(text))

    def to_bytes(self, packet: Packet) -> bytes:
        """The packet as this client's level writes it."""
        return encode(packet, self.level)

    def received(self) -> list[Packet]:
        """The packets that came since the last call."""
        self._read()
        packets, self._inbox = self._inbox, []
        return packets

    def received_bytes(self) -> bytes:
        """What came since the last call, as it travelled."""
        return self.connection.take()

    def received_one(self, kind: type[PacketKind]) -> PacketKind:
        """The only packet that came, which must be of that kind."""
        packets = self.received()
        assert len(packets) == 1, f"expected one {kind.__name__}, got {packets}"
        packet = packets[0]
        assert isinstance(packet, kind), f"expected {kind.__name__}, got {packet}"
        return packet

    def publishes(self) -> list[Publish]:
        """The PUBLISH packets that came since the last call."""
        return [packet for packet in self.received() if isinstance(packet, Publish)]

    def messages(self) -> list[tuple[str, bytes]]:
        """Topic and payload of the messages that came since the last call; acknowledges QoS 1."""
        publishes = self.publishes()
        self.send(*(Puback(packet.packet_id) for packet in publishes if packet.message.qos == 1))
        return [(packet.message.topic, packet.message.payload) for packet in publishes]

    def connect(self, **fields: Any) -> Connack:
        """Introduce the client and return the broker's answer."""
        self.send(connect_packet(level=self.level, **fields))
        self._read()
        assert self._inbox, "expected CONNACK, got nothing"
        first = self._inbox.pop(0)
        assert isinstance(first, Connack), f"expected CONNACK first, got {first}"
        self._is_in = first.code == 0
        return first

    def subscribe(self, *filters: str, qos: int = 0, packet_id: int = 1) -> tuple[int, ...]:
        """Subscribe to filters at the same QoS and return the codes of SUBACK."""
        return self.subscribe_each(*((topic_filter, qos) for topic_filter in filters), packet_id=packet_id)

    def subscribe_each(
        self,
        *requests: tuple[str, int | SubscriptionOptions],
        packet_id: int = 1,
        properties: Properties = NO_PROPERTIES,
    ) -> tuple[int, ...]:
        """Subscribe to each filter with a QoS or options of its own and return the codes of SUBACK."""
        self.send(subscribe_packet(packet_id, requests, properties))
        suback = self._take(Suback)
        assert suback.packet_id == packet_id, f"SUBACK answers {suback.packet_id}, not {packet_id}"
        return suback.codes

    def unsubscribe(self, *filters: str, packet_id: int = 1) -> Unsuback:
        """Unsubscribe and return the answer."""
        self.send(Unsubscribe(packet_id, filters))
        return self._take(Unsuback)

    def publish(
        self,
        topic: str,
        payload: bytes = b"x",
        qos: int = 0,
        *,
        retain: bool = False,
        packet_id: int = 1,
        duplicate: bool = False,
        properties: Properties = NO_PROPERTIES,
    ) -> None:
        """Publish without waiting for an acknowledgement."""
        message = Message(topic, payload, qos, retain, properties)
        self.send(Publish(message, duplicate, packet_id if qos else 0))

    def vanish(self) -> None:
        """Lose the network connection."""
        self.connection.lost()

    def expect_end(self) -> int | None:
        """The broker has closed the connection, and said nothing but (in MQTT 5, where it may) why.

        Returns the reason code, if there was one.
        """
        assert self.is_closed, "the connection should be closed"
        packets = self.received()
        if self.level < MQTT_5 or not packets:
            assert packets == [], f"expected no answer, got {packets}"
            return None
        (packet,) = packets
        expected = Disconnect if self._is_in else Connack
        assert isinstance(packet, expected), f"expected {expected.__name__} with a reason, got {packet}"
        return packet.code

    @property
    def is_closed(self) -> bool:
        """Whether the broker has closed the connection."""
        return self.connection.closing

    def _take(self, kind: type[PacketKind]) -> PacketKind:
        """The first packet of that kind, wherever it stands; all others stay in the inbox."""
        self._read()
        for position, packet in enumerate(self._inbox):
            if isinstance(packet, kind):
                del self._inbox[position]
                return packet
        raise AssertionError(f"expected {kind.__name__}, got {self._inbox}")

    def _read(self) -> None:
        for first, body in self._stream.feed(self.connection.take()):
            self._inbox.append(decode(first, body, self.level))
