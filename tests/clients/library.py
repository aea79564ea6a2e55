"""What every MQTT library can do, so that one test serves them all."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, SubscriptionOptions

PATIENCE_S = 20
SESSION_EXPIRY_S = 300


class Refused(Exception):
    """The broker did not let the client in."""

    def __init__(self, code: int) -> None:
        super().__init__(f"refused with code {code}")
        self.code = code


@dataclass(frozen=True)
class Wish:
    """How a client wants to connect."""

    client_id: str
    level: int
    clean: bool = True
    lasting: bool = False
    """Whether a session is to be left when it goes."""
    will: Message | None = None
    token: str = "secret"
    properties: Mapping[str, Any] = field(default_factory=dict)
    """Further properties of CONNECT."""

    @property
    def connect_properties(self) -> dict[str, Any]:
        expiry = (
            {"session_expiry_interval": SESSION_EXPIRY_S} if self.lasting and self.level == MQTT_5 else {}
        )
        return {**expiry, **self.properties}

    @property
    def clean_session(self) -> bool:
        """The flag of MQTT 3.1.1, which says both."""
        return not self.lasting


@dataclass(frozen=True)
class Received:
    """A message, under the specification's names."""

    topic: str
    payload: bytes
    qos: int
    retain: bool
    properties: dict[str, Any]


class Library(Protocol):
    """One client of one library. What waits has a deadline."""

    async def connect(self, port: int, wish: Wish) -> None:
        """Raises `Refused`."""

    async def subscribe(
        self, topic_filter: str, options: SubscriptionOptions, properties: Mapping[str, Any]
    ) -> int:
        """The code of SUBACK."""

    async def unsubscribe(self, topic_filter: str) -> None: ...

    async def publish(self, message: Message) -> None:
        """Return when the broker has the message."""

    async def receive(self) -> Received:
        """The next message."""

    async def disconnect(self) -> None: ...

    async def close(self) -> None:
        """Clean up, whatever has become of the connection."""


class Wire:
    """The network between a client and the broker, which a test can cut."""

    def __init__(self, broker_port: int) -> None:
        self._broker_port = broker_port
        self._writers: list[asyncio.StreamWriter] = []
        self._tasks: list[asyncio.Task[None]] = []

    async def lay(self) -> int:
        """The port to connect to instead of the broker's."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    def cut(self) -> None:
        """Break the connection on both sides, for good."""
        self._server.close()
        for writer in self._writers:
            writer.transport.abort()

    async def remove(self) -> None:
        self.cut()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there_writer = await asyncio.open_connection("127.0.0.1", self._broker_port)
        self._writers += [writer, there_writer]
        self._tasks += [
            asyncio.create_task(_pump(reader, there_writer)),
            asyncio.create_task(_pump(there_reader, writer)),
        ]


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


class Telephone:
    """A client of some library, wired to the broker."""

    def __init__(self, library: Library, wire: Wire) -> None:
        self._library = library
        self._wire = wire

    async def connect(self, wish: Wish) -> None:
        port = await self._wire.lay()
        async with asyncio.timeout(PATIENCE_S):
            await self._library.connect(port, wish)

    async def subscribe(
        self, topic_filter: str, qos: int = 0, *, properties: Mapping[str, Any] | None = None, **options: Any
    ) -> int:
        async with asyncio.timeout(PATIENCE_S):
            return await self._library.subscribe(
                topic_filter, SubscriptionOptions(qos, **options), properties or {}
            )

    async def unsubscribe(self, topic_filter: str) -> None:
        async with asyncio.timeout(PATIENCE_S):
            await self._library.unsubscribe(topic_filter)

    async def publish(
        self, topic: str, payload: bytes, qos: int = 0, *, retain: bool = False, **properties: Any
    ) -> None:
        async with asyncio.timeout(PATIENCE_S):
            await self._library.publish(Message(topic, payload, qos, retain, properties))  # type: ignore[arg-type]

    async def receive(self) -> Received:
        async with asyncio.timeout(PATIENCE_S):
            return await self._library.receive()

    async def hear(self) -> tuple[str, bytes, int, bool]:
        """Topic, payload, QoS and retain flag of the next message."""
        message = await self.receive()
        return message.topic, message.payload, message.qos, message.retain

    async def disconnect(self) -> None:
        async with asyncio.timeout(PATIENCE_S):
            await self._library.disconnect()

    def vanish(self) -> None:
        """Lose the network."""
        self._wire.cut()

    async def close(self) -> None:
        await self._library.close()
        await self._wire.remove()
