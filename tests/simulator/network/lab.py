"""A house's clock, its broker, and a bad network between it and clients that are nothing but packets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.broker.authority import User
from simulator.broker.core import Broker, Connection, LocalClient
from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.observation import Observation
from simulator.broker.packets import (
    MQTT_3_1_1,
    Connect,
    Packet,
    Puback,
    Publish,
    Subscribe,
    SubscriptionOptions,
)
from simulator.broker.stream import PacketStream
from simulator.calendar import Calendar
from simulator.network.lab_network import LabNetwork
from simulator.scenario import Scenario

HUT = {
    "title": {"en": "Test", "fa": "آزمون"},
    "house": {
        "title": {"en": "Hut", "fa": "کلبه"},
        "rooms": {"hall": {"title": {"en": "Hall", "fa": "هال"}, "area_m2": 10}},
    },
    "start": "2027-01-14T00:00",
    "duration": "2h",
}


def scenario(**fields: Any) -> Scenario:
    """A hut with nothing in it but what the test is about."""
    return Scenario.parse({**HUT, **fields}, "here")


class Client:
    """One end of a connection; it notes when each packet came, and acknowledges messages of QoS 1."""

    def __init__(self, lab: Lab, level: int = MQTT_3_1_1) -> None:
        self.came: list[tuple[int, Packet]] = []
        self.is_closed = False
        self._lab = lab
        self._level = level
        self._stream = PacketStream(1 << 28)
        self.connection: Connection = lab.broker.open()

    def send(self, *packets: Packet) -> None:
        self.connection.receive(b"".join(encode(packet, self._level) for packet in packets))
        self._lab.flush()

    def hang_up(self) -> None:
        self.connection.lost()
        self._lab.flush()

    def publish(self, topic: str, payload: bytes, qos: int = 0, packet_id: int = 1) -> None:
        self.send(Publish(Message(f"lab/u/{topic}", payload, qos), packet_id=packet_id if qos else 0))

    def subscribe(self, topic: str, qos: int = 0) -> None:
        self.send(Subscribe(1, ((f"lab/u/{topic}", SubscriptionOptions(qos)),)))

    def read(self) -> None:
        for first, body in self._stream.feed(self.connection.take()):
            packet = decode(first, body, self._level)
            self.came.append((self._lab.now_ms, packet))
            if isinstance(packet, Publish) and packet.message.qos == 1:
                self.connection.receive(encode(Puback(packet.packet_id), self._level))
        self.is_closed = self.connection.closing

    def packets(self, kind: type[Packet]) -> list[Any]:
        return [packet for _, packet in self.came if isinstance(packet, kind)]

    def payloads(self) -> list[bytes]:
        return [packet.message.payload for packet in self.packets(Publish)]


class Lab:
    """A broker behind a network, on a calendar that the test moves."""

    def __init__(self, **fields: Any) -> None:
        self.calendar = Calendar()
        self.ended_tokens: set[bytes] = set()
        self.observations: list[tuple[int, Observation]] = []
        self.broker = Broker(
            clock_ms=lambda: self.now_ms,
            authenticate=self._authenticate,
            observe=self._observe,
        )
        self.network = LabNetwork(scenario(**fields), self.calendar, self.broker, "u", self._observe)
        self.network.open()
        self._clients: dict[Connection, Client] = {}

    @property
    def now_ms(self) -> int:
        return self.calendar.now_ms

    def house(self, receive: Callable[[Message], None] = lambda _: None) -> LocalClient:
        """A client of the broker's own process, which no network touches."""
        return self.broker.attach(User("house", "lab/u"), "house", receive)

    def client(
        self,
        client_id: str = "c",
        user: str = "u",
        level: int = MQTT_3_1_1,
        password: bytes = b"",
        **fields: Any,
    ) -> Client:
        """A client that has sent its CONNECT."""
        client = Client(self, level)
        self._clients[client.connection] = client
        client.send(Connect(client_id, username=user, password=password, level=level, **fields))
        return client

    def connect(self, client_id: str = "c", **fields: Any) -> Client:
        """A client that has been let in or refused, or whose connection broke before."""
        client = self.client(client_id, **fields)
        while not (client.came or client.is_closed):
            self.step()
        return client

    def step(self) -> None:
        """Go to the next instant at which anything happens."""
        due_ms = self.calendar.next_due_ms()
        assert due_ms is not None, "nothing will ever happen again"
        self.advance(due_ms - self.now_ms)

    def advance(self, ms: int) -> None:
        until_ms = self.now_ms + ms
        while (due_ms := self.calendar.next_due_ms()) is not None and due_ms <= until_ms:
            self.calendar.step()
            self.broker.run_due()
            self.flush()
        self.calendar.rest_until(until_ms)
        self.broker.run_due()
        self.flush()

    def pause(self) -> None:
        self.network.pause()
        self.flush()

    def flush(self) -> None:
        while pending := self.broker.take_pending():
            for connection in pending:
                if connection in self._clients:
                    self._clients[connection].read()

    def details(self, kind: str) -> list[str]:
        return [seen.detail for _, seen in self.observations if seen.kind == kind]

    def _authenticate(self, name: str | None, token: bytes | None) -> User | None:
        if token in self.ended_tokens:
            return None
        return User(name or "", f"lab/{name}", is_at_hand=token == b"page")

    def _observe(self, seen: Observation) -> None:
        self.observations.append((self.now_ms, seen))
