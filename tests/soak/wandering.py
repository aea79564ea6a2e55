"""Clients whose connections break again and again, and who keep to the protocol all the same."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import Counter
from dataclasses import dataclass, field

from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.message import Message
from simulator.broker.packets import (
    Connack,
    Connect,
    Packet,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Suback,
    Subscribe,
    SubscriptionOptions,
)
from simulator.broker.properties import Properties
from simulator.broker.stream import PacketStream

_PATIENCE_S = 60
_AT_ONCE = 20


@dataclass
class Wanderer:
    """A client with a persistent session; `rove` connects, lives a while, and loses its connection."""

    port: int
    user: str
    name: str
    level: int
    chance: random.Random
    broken: int = 0
    sessions_lost: int = 0
    _writer: asyncio.StreamWriter | None = None

    async def rove(self, stop: asyncio.Event) -> None:
        """Connect again and again, until told to stop and nothing is left to do."""
        while True:
            with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
                await self._live(stop)
            if stop.is_set() and self.is_done:
                return

    @property
    def is_done(self) -> bool:
        return True

    def connected(self) -> list[Packet]:
        """What to send first."""
        return []

    def handle(self, packet: Packet) -> list[Packet]:
        """What to answer."""
        return []

    async def _live(self, stop: asyncio.Event) -> None:
        reader, self._writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            properties: Properties = {"session_expiry_interval": 3600} if self.level == 5 else {}
            self._send(
                Connect(self.name, False, 30, self.user, b"secret", level=self.level, properties=properties)
            )
            stream, packets_left = PacketStream(1 << 24), self.chance.randint(50, 400)
            while packets_left > 0 or stop.is_set():
                async with asyncio.timeout(_PATIENCE_S):
                    data = await reader.read(65_536)
                if not data:
                    raise ConnectionError("the broker closed")
                for first, body in stream.feed(data):
                    packets_left -= 1
                    self._hear(decode(first, body, self.level))
                if stop.is_set() and self.is_done:
                    return
        finally:
            self.broken += 1
            self._writer.transport.abort()

    def _hear(self, packet: Packet) -> None:
        if isinstance(packet, Connack):
            assert packet.code == 0, f"{self.name} was refused with code {packet.code}"
            self.sessions_lost += self.broken > 0 and not packet.session_present
            self._send(*self.connected())
        else:
            self._send(*self.handle(packet))

    def _send(self, *packets: Packet) -> None:
        assert self._writer is not None
        self._writer.write(b"".join(encode(packet, self.level) for packet in packets))


@dataclass
class Publisher(Wanderer):
    """Publishes numbers at one QoS, a window of them at a time, and sends again what was not acknowledged."""

    topic: str = ""
    qos: int = 1
    last: int | None = None
    """The number to end with; None goes on."""
    sent: int = 0
    resent: int = 0
    _open: dict[int, Message | None] = field(default_factory=dict)
    """Messages on their way by packet identifier; None where only PUBCOMP is awaited."""

    @property
    def is_done(self) -> bool:
        return not self._open

    def finish(self) -> None:
        """Begin nothing new."""
        self.last = self.sent

    def connected(self) -> list[Packet]:
        again: list[Packet] = []
        for packet_id, message in self._open.items():
            if message is None:
                again.append(Pubrel(packet_id))
            else:
                self.resent += 1
                again.append(Publish(message, duplicate=True, packet_id=packet_id))
        return again + self._next()

    def handle(self, packet: Packet) -> list[Packet]:
        match packet:
            case Puback() | Pubcomp():
                self._open.pop(packet.packet_id, None)
                return self._next()
            case Pubrec():
                self._open[packet.packet_id] = None
                return [Pubrel(packet.packet_id)]
        return []

    def _next(self) -> list[Packet]:
        fresh: list[Packet] = []
        while len(self._open) < _AT_ONCE and self.last is None:
            packet_id = self.sent % 65_535 + 1
            message = self._open[packet_id] = Message(self.topic, str(self.sent).encode(), self.qos)
            self.sent += 1
            fresh.append(Publish(message, packet_id=packet_id))
        return fresh


@dataclass
class Subscriber(Wanderer):
    """Counts what it hears at QoS 1 and 2, and listens to its house besides."""

    expected: dict[str, Publisher] = field(default_factory=dict)
    heard: dict[str, Counter[int]] = field(default_factory=dict)
    marked_duplicate: int = 0
    from_house: int = 0
    listens: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once the broker knows what this client wants."""
    _held: set[int] = field(default_factory=set)

    @property
    def is_done(self) -> bool:
        return all(
            publisher.last is not None and len(self.heard[topic]) == publisher.sent
            for topic, publisher in self.expected.items()
        )

    def connected(self) -> list[Packet]:
        base = f"lab/{self.user}"
        wanted = (
            (f"{base}/soak/#", SubscriptionOptions(2)),
            (f"{base}/zigbee2mqtt/#", SubscriptionOptions(0)),
        )
        return [Subscribe(1, wanted)]

    def handle(self, packet: Packet) -> list[Packet]:
        match packet:
            case Suback():
                assert all(code <= 2 for code in packet.codes)
                self.listens.set()
            case Publish():
                return self._take(packet)
            case Pubrel():
                self._held.discard(packet.packet_id)
                return [Pubcomp(packet.packet_id)]
        return []

    def _take(self, packet: Publish) -> list[Packet]:
        message = packet.message
        if message.topic not in self.expected:
            self.from_house += 1
            return []
        if message.qos == 1:
            self.marked_duplicate += packet.duplicate
            self.heard[message.topic][int(message.payload)] += 1
            return [Puback(packet.packet_id)]
        if packet.packet_id not in self._held:
            self._held.add(packet.packet_id)
            self.heard[message.topic][int(message.payload)] += 1
        return [Pubrec(packet.packet_id)]
