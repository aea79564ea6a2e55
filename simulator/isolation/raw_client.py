"""An MQTT client that sends what it is told to, also what ordinary clients refuse to send."""

from __future__ import annotations

from simulator.broker.message import Message
from simulator.broker.packets import (
    Connack,
    Connect,
    Disconnect,
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
)
from simulator.broker.reasons import FIRST_FAILURE
from simulator.isolation.conversation import Conversation
from simulator.isolation.transports import Transport


class RawClient(Conversation):
    """A client, verb by verb. `marker` is a topic of its own, for `settle`."""

    def __init__(
        self, transport: Transport, name: str, level: int, patience_s: float, marker: str = ""
    ) -> None:
        super().__init__(transport, name, level, patience_s)
        self.marker = marker
        self.connack = Connack(False, FIRST_FAILURE)
        self._markers = 0

    async def connect(self, packet: Connect) -> Connack:
        """Introduce itself; the answer stays in `connack`, whether the broker lets it in or not."""
        await self.send(packet)
        self.connack = await self.answer(Connack)
        return self.connack

    async def subscribe(self, topic_filter: str, qos: int = 0) -> int:
        """Ask for messages; the code of SUBACK."""
        packet_id = self.next_packet_id()
        request = (topic_filter, SubscriptionOptions(qos))
        await self.send(Subscribe(packet_id, (request,)))
        return (await self.answer(Suback, packet_id)).codes[0]

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
