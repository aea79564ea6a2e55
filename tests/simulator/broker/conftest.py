"""A broker on a clock that the test moves, and clients that are nothing but packets."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.broker.authority import User
from simulator.broker.core import Broker, Connection
from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.observation import Observation
from simulator.broker.packets import (
    MQTT_3_1_1,
    Connack,
    Connect,
    Packet,
    Puback,
    Publish,
    Suback,
    Subscribe,
    SubscriptionOptions,
)
from simulator.broker.stream import PacketStream


class Client:
    """One end of a connection to the broker under test."""

    def __init__(self, broker: Broker, level: int = MQTT_3_1_1) -> None:
        self.level = level
        self.connection: Connection = broker.open()
        self._stream = PacketStream(1 << 28)

    def send(self, *packets: Packet) -> None:
        self.send_bytes(b"".join(encode(packet, self.level) for packet in packets))

    def send_bytes(self, data: bytes) -> None:
        self.connection.receive(data)

    def received(self) -> list[Packet]:
        """The packets that came since the last call."""
        return [decode(first, body, self.level) for first, body in self._stream.feed(self.connection.take())]

    def received_one(self) -> Packet:
        packets = self.received()
        assert len(packets) == 1, f"expected one packet, got {packets}"
        return packets[0]

    def messages(self) -> list[tuple[str, bytes]]:
        """Topic and payload of the messages that came since the last call; acknowledges QoS 1."""
        publishes = [packet for packet in self.received() if isinstance(packet, Publish)]
        for packet in publishes:
            if packet.message.qos == 1:
                self.send(Puback(packet.packet_id))
        return [(packet.message.topic, packet.message.payload) for packet in publishes]

    def subscribe(self, *filters: str, qos: int = 0) -> tuple[int, ...]:
        """Subscribe and return the codes of SUBACK; what follows it is left for `received`."""
        options = SubscriptionOptions(qos)
        self.send(Subscribe(1, tuple((topic_filter, options) for topic_filter in filters)))
        output = self.connection.take()
        packets = list(self._stream.feed(output))
        suback = decode(*packets[0], self.level)
        assert isinstance(suback, Suback), f"expected SUBACK, got {suback}"
        rest = b"".join(encode(decode(first, body, self.level), self.level) for first, body in packets[1:])
        if rest:
            self.connection.send(rest)
        return suback.codes

    def publish(
        self, topic: str, payload: bytes = b"x", qos: int = 0, retain: bool = False, packet_id: int = 1
    ) -> None:
        self.send(Publish(Message(topic, payload, qos, retain), packet_id=packet_id if qos else 0))

    def vanish(self) -> None:
        """Lose the network connection."""
        self.connection.lost()

    @property
    def is_closed(self) -> bool:
        return self.connection.closing


class Lab:
    """A broker, its clock, and everything it observed."""

    def __init__(self) -> None:
        self.now_ms = 0
        self.users = {
            "u1": User("u1", "lab/u1"),
            "u2": User("u2", "lab/u2"),
            "house": User("house", "#"),
        }
        self.observations: list[Observation] = []
        self.broker = self.new_broker()

    def new_broker(self, **limits: int) -> Broker:
        """Start over with other limits."""
        self.broker = Broker(
            clock_ms=lambda: self.now_ms,
            authenticate=self._authenticate,
            limits=Limits(**limits),
            observe=self.observations.append,
        )
        return self.broker

    def open(self, level: int = MQTT_3_1_1) -> Client:
        return Client(self.broker, level)

    def connect(self, client_id: str = "c", user: str = "u1", **fields: Any) -> Client:
        """A client that has been let in."""
        client, answer = self.try_connect(client_id, user, **fields)
        assert answer.code == 0, f"the broker refused with return code {answer.code}"
        return client

    def try_connect(self, client_id: str = "c", user: str = "u1", **fields: Any) -> tuple[Client, Connack]:
        """A client and the broker's answer; later packets are left for `received`."""
        client = self.open(fields.get("level", MQTT_3_1_1))
        client.send(Connect(client_id, username=user, password=b"secret", **fields))
        first, *rest = client.received()
        assert isinstance(first, Connack), f"expected CONNACK first, got {first}"
        if rest:
            client.connection.send(b"".join(encode(packet, client.level) for packet in rest))
        return client, first

    def advance(self, ms: int) -> None:
        """Let time pass, deadline by deadline."""
        until = self.now_ms + ms
        while (due := self.broker.next_due_ms()) is not None and due <= until:
            self.now_ms = due
            self.broker.run_due()
        self.now_ms = until

    def _authenticate(self, username: str | None, password: bytes | None) -> User | None:
        return self.users.get(username or "") if password == b"secret" else None

    def details(self, kind: str) -> list[str]:
        """The details of all observations of that kind so far."""
        return [observation.detail for observation in self.observations if observation.kind == kind]


@pytest.fixture
def lab() -> Lab:
    return Lab()
