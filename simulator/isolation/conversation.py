"""What goes over one MQTT connection: packets out, packets in."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TypeVar

from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.errors import ProtocolError
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_5,
    Connack,
    Disconnect,
    Packet,
    PacketType,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
)
from simulator.broker.stream import PacketStream
from simulator.isolation.errors import ConnectionEnded, NoAnswer, NotMqtt
from simulator.isolation.transports import Transport

_MOST_BYTES = 1 << 28

P = TypeVar("P", bound=Packet)


class Conversation:
    """The client's side. It reads only while it waits for something, and acknowledges each message it reads.

    `messages` holds what has been read. Whatever waits raises `ConnectionEnded` when the broker closes,
    `NoAnswer` when it is silent for `patience_s` seconds, and `NotMqtt` when it makes no sense.
    """

    def __init__(self, transport: Transport, name: str, level: int, patience_s: float) -> None:
        self.name = name
        self.level = level
        self.messages: list[Message] = []
        self._transport = transport
        self._patience_s = patience_s
        self._stream = PacketStream(_MOST_BYTES)
        self._packets: deque[Packet] = deque()
        self._last_packet_id = 0
        self._ending: int | None = None

    def next_packet_id(self) -> int:
        """A packet identifier that this client has not used yet."""
        self._last_packet_id += 1
        return self._last_packet_id

    async def send(self, *packets: Packet) -> None:
        """Send packets in one piece."""
        await self._transport.send(b"".join(encode(packet, self.level) for packet in packets))

    async def answer(self, kind: type[P], packet_id: int | None = None) -> P:
        """Read on until that answer comes."""
        while True:
            packet = await self.receive()
            if isinstance(packet, kind) and packet_id in (None, getattr(packet, "packet_id", None)):
                return packet

    async def receive(self) -> Packet:
        """The next packet; a message is kept and acknowledged."""
        while not self._packets:
            await self._read()
        packet = self._packets.popleft()
        match packet:
            case Publish():
                await self._keep(packet)
            case Pubrel():
                await self.send(Pubcomp(packet.packet_id))
            case Disconnect():
                self._ending = packet.code
        return packet

    async def _read(self) -> None:
        try:
            async with asyncio.timeout(self._patience_s):
                data = await self._transport.receive()
        except TimeoutError as error:
            raise NoAnswer(client=self.name, seconds=self._patience_s) from error
        if not data:
            raise ConnectionEnded(client=self.name, code=self._ending)
        try:
            self._packets += [self._decode(first, body) for first, body in self._stream.feed(data)]
        except ProtocolError as error:
            raise NotMqtt(why=error.violation.words) from error

    def _decode(self, first: int, body: bytes) -> Packet:
        if self.level == MQTT_5 and first >> 4 == PacketType.CONNACK and len(body) == 2:
            # A broker that knows only MQTT 3.1.1 refuses in its own words.
            return Connack(False, body[1])
        return decode(first, body, self.level)

    async def _keep(self, packet: Publish) -> None:
        self.messages.append(packet.message)
        if packet.message.qos == 1:
            await self.send(Puback(packet.packet_id))
        elif packet.message.qos == 2:
            await self.send(Pubrec(packet.packet_id))
