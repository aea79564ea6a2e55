"""A broker on loopback that keeps nobody from anything, so that every attack finds its leak."""

from __future__ import annotations

import asyncio
import json
import posixpath
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from simulator.broker.authority import User
from simulator.broker.connection import Connection
from simulator.broker.core import Broker
from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.local_client import LocalClient
from simulator.broker.message import Message
from simulator.broker.packets import MQTT_3_1_1, Connect, Packet, Publish, Subscribe
from simulator.broker.server import serve
from simulator.broker.stream import PacketStream
from simulator.isolation.address import Address
from simulator.isolation.target import Party, Target

VICTIM = Party("u1", "token of u1", "lab/u1")
ATTACKER = Party("u2", "token of u2", "lab/u2")


@asynccontextmanager
async def leaky_broker() -> AsyncIterator[Target]:
    """A broker on which every attack works."""

    async def assign(_party: Party, _base: str) -> None:
        """Everybody has everything already."""

    async with serve(LeakyBroker(), "127.0.0.1", 0) as server:
        yield Target(Address("mqtt", "127.0.0.1", server.port), ATTACKER, VICTIM, "run", reassign=assign)


def _clock():
    loop = asyncio.get_running_loop()
    return lambda: int(loop.time() * 1000)


class Everybody(User):
    """The one user as whom all come in, so that client identifiers and groups are everybody's."""

    def may_publish(self, topic: str) -> bool:
        return True

    def may_receive(self, topic: str) -> bool:
        return True

    def may_subscribe(self, topic_filter: str) -> bool:
        return True


class LeakyBroker(Broker):
    """Without credentials and authority, and with all the habits of brokers that a stranger could misuse."""

    def __init__(self) -> None:
        everybody = Everybody("everybody", "#")
        super().__init__(clock_ms=_clock(), authenticate=lambda _name, _password: everybody)
        self.aliases: dict[int, str] = {}
        self.groups: dict[str, str] = {}
        self.house: LocalClient = self.attach(everybody, "house", lambda _message: None)

    def open(self) -> Connection:
        return LeakyConnection(self)


class LeakyConnection(Connection):
    """Reads packets as a careless broker would, and passes on what that makes of them."""

    __slots__ = ("_broker", "_packets", "_spoken")

    def __init__(self, broker: LeakyBroker) -> None:
        super().__init__(next(broker._numbers), broker._around)
        self._broker = broker
        self._packets = PacketStream(1 << 20)
        self._spoken = MQTT_3_1_1

    def receive(self, data: bytes) -> None:
        for first, body in self._packets.feed(data):
            if first >> 4 == 1:
                self._spoken = body[6]
            packet = self._misread(decode(first, body, self._spoken))
            super().receive(encode(packet, self._spoken))

    def _misread(self, packet: Packet) -> Packet:
        match packet:
            case Connect():
                self._broker.house.publish(Message(f"$SYS/clients/{packet.client_id}/connected", b"1"))
            case Subscribe():
                requests = tuple((self._widened(wanted), options) for wanted, options in packet.requests)
                return replace(packet, requests=requests)
            case Publish():
                return self._without_alias(packet)
        return packet

    def _widened(self, topic_filter: str) -> str:
        """Special filters as other filters in disguise, and ways that lead out of a folder."""
        special, _, rest = topic_filter.partition("/")
        if special in ("$queue", "$exclusive", ""):
            return rest
        if special == "$share":
            group, _, wanted = rest.partition("/")
            return f"$share/{group}/{self._broker.groups.setdefault(group, wanted)}"
        return posixpath.normpath(topic_filter)

    def _without_alias(self, packet: Publish) -> Publish:
        """One table of aliases for all connections; and an answer from the house for who asks for one."""
        message, aliases = packet.message, self._broker.aliases
        properties = dict(message.properties)
        alias = properties.pop("topic_alias", 0)
        topic = message.topic or aliases.get(alias, "nowhere")
        aliases[alias] = topic
        if "response_topic" in properties:
            answer = Message(properties["response_topic"], properties.get("correlation_data", b""), qos=1)
            self._broker.house.publish(answer)
        if topic.startswith("$CONTROL/"):
            users = json.dumps({"clients": [VICTIM.username, ATTACKER.username]}).encode()
            self._broker.house.publish(Message(f"{topic}/response", users))
        sent = Message(topic, message.payload, message.qos, message.retain, properties)
        return packet._replace(message=sent)
