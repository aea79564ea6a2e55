"""An MQTT client that sends what it is told to, also what ordinary clients refuse to send."""

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
    Connect,
    Disconnect,
    Packet,
    PacketType,
    Pingreq,
    Pingresp,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Suback,
    Subscribe,
    SubscriptionOptions,
    Unsuback,
    Unsubscribe,
)
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.reasons import FIRST_FAILURE
from simulator.broker.stream import PacketStream
from simulator.isolation.errors import ConnectionEnded, NoAnswer, NotMqtt
from simulator.isolation.transports import Transport

_MOST_BYTES = 1 << 28

P = TypeVar("P", bound=Packet)


class RawClient:
    """One connection. It reads only while it waits for an answer, and acknowledges each message it reads.

    `messages` holds what has been read. Whatever waits raises `ConnectionEnded` when the broker closes,
    `NoAnswer` when it is silent for `patience_s` seconds, and `NotMqtt` when it makes no sense. `marker` is
    a topic of its own, for `settle`.
    """

    def __init__(
        self, transport: Transport, name: str, level: int, patience_s: float, marker: str = ""
    ) -> None:
        self.name = name
        self.level = level
        self.marker = marker
        self.messages: list[Message] = []
        self.connack = Connack(False, FIRST_FAILURE)
        self._transport = transport
        self._patience_s = patience_s
        self._stream = PacketStream(_MOST_BYTES)
        self._packets: deque[Packet] = deque()
        self._last_packet_id = 0
        self._markers = 0
        self._ending: int | None = None

    async def connect(self, packet: Connect) -> Connack:
        """Introduce itself; the answer stays in `connack`, whether the broker lets it in or not."""
        await self.send(packet)
        self.connack = await self.answer(Connack)
        return self.connack

    async def subscribe(self, topic_filter: str, qos: int = 0, properties: Properties = NO_PROPERTIES) -> int:
        """Ask for messages; the code of SUBACK."""
        packet_id = self.next_packet_id()
        request = (topic_filter, SubscriptionOptions(qos))
        await self.send(Subscribe(packet_id, (request,), properties))
        return (await self.answer(Suback, packet_id)).codes[0]

    async def unsubscribe(self, topic_filter: str) -> None:
        """Ask for no more messages."""
        packet_id = self.next_packet_id()
        await self.send(Unsubscribe(packet_id, (topic_filter,)))
        await self.answer(Unsuback, packet_id)

    async def publish(self, message: Message) -> int:
        """Publish, and wait until the broker has taken the message; the code of its acknowledgement."""
        packet_id = self.next_packet_id() if message.qos else 0
        await self.send(Publish(message, packet_id=packet_id))
        if message.qos == 0:
            await self.ping()
            return 0
        if message.qos == 1:
            return (await self.answer(Puback, packet_id)).code
        code = (await self.answer(Pubrec, packet_id)).code
        if code < FIRST_FAILURE:
            await self.send(Pubrel(packet_id))
            await self.answer(Pubcomp, packet_id)
        return code

    async def ping(self) -> None:
        """Wait until the broker has handled everything sent so far."""
        await self.send(Pingreq())
        await self.answer(Pingresp)

    async def settle(self) -> None:
        """Wait until all that the broker has for this client has come.

        The client sends itself a marker, which comes after whatever others published before. It must be
        subscribed to its marker's topic; one that has none only waits for the answer to a ping.
        """
        if not self.marker:
            await self.ping()
            return
        self._markers += 1
        payload = f"{self.name} {self._markers}".encode()
        await self.publish(Message(self.marker, payload, qos=1))
        await self.hear(payload)

    async def hear(self, payload: bytes) -> None:
        """Wait until a message with this payload has come."""
        while not any(message.payload == payload for message in self.messages):
            await self.receive()

    async def disconnect(self) -> None:
        """Leave in good order, so that no will is published."""
        await self.send(Disconnect())
        await self._transport.close()

    async def close(self) -> None:
        """Close the transport, however the conversation ended."""
        await self._transport.close()

    def vanish(self) -> None:
        """Leave without a word."""
        self._transport.abort()

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
