"""The clients of the load generator: as little as possible between the socket and the figures."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TypeVar, cast

from benchmarks.broker import packets
from benchmarks.broker.errors import BrokerFailed
from benchmarks.broker.target import HOST, Target

PATIENCE_S = 20
"""How long a broker may take over what it does in milliseconds when all is well."""


class Client(asyncio.BufferedProtocol):
    """One connection; once the broker has let it in, `receive` gets every byte that comes."""

    _buffer = memoryview(bytearray(262_144))
    """For all of them, in turn; asyncio would otherwise allocate as much for each read."""

    def __init__(self, subscribe_at: int | None = None) -> None:
        self._subscribe_at = subscribe_at
        self._answer = b""
        self._is_in: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self.write = self._transport.write

    def get_buffer(self, sizehint: int) -> memoryview:
        return self._buffer

    def buffer_updated(self, nbytes: int) -> None:
        data = bytes(self._buffer[:nbytes])
        if self._is_in.done():
            self.receive(data)
        else:
            self._hear(data)

    def connection_lost(self, error: Exception | None) -> None:
        if not self._is_in.done():
            self._is_in.set_exception(BrokerFailed(what=f"connection closed, {error}"))

    def receive(self, data: bytes) -> None:
        """Take what the broker sends."""

    async def introduce(self, client_id: str) -> None:
        """Say who this is, subscribe at the QoS that was given, and wait for the answers."""
        self.write(packets.connect(client_id))
        if self._subscribe_at is not None:
            self.write(packets.subscribe(self._subscribe_at))
        try:
            await asyncio.wait_for(self._is_in, PATIENCE_S)
        except BaseException:
            self._transport.abort()
            raise

    def close(self) -> None:
        self.write(packets.DISCONNECT)
        self._transport.close()

    def _hear(self, data: bytes) -> None:
        self._answer += data
        expected = len(packets.CONNACK) + (0 if self._subscribe_at is None else packets.SUBACK_LENGTH)
        if len(self._answer) >= expected:
            if self._answer.startswith(packets.CONNACK):
                self._is_in.set_result(None)
            else:
                self._is_in.set_exception(BrokerFailed(what=f"CONNACK {self._answer.hex()}"))


class Publisher(Client):
    """Counts the messages that the broker has acknowledged."""

    def __init__(self, progress: Callable[[], None]) -> None:
        super().__init__()
        self._progress = progress
        self._bytes = 0

    @property
    def acknowledged(self) -> int:
        """How many messages of QoS 1 the broker has taken over."""
        return self._bytes // packets.PUBACK_LENGTH

    def receive(self, data: bytes) -> None:
        self._bytes += len(data)
        self._progress()


class Listener(Client):
    """Counts the messages that arrive, and acknowledges them at QoS 1."""

    def __init__(self, qos: int, arrived: Callable[[int], None]) -> None:
        super().__init__(subscribe_at=qos)
        self._qos = qos
        self._arrived = arrived
        self._length = len(packets.publish(qos))
        self._rest = b""

    def receive(self, data: bytes) -> None:
        data = self._rest + data
        whole = len(data) - len(data) % self._length
        self._rest = data[whole:]
        if self._qos:
            self.write(packets.pubacks(data[:whole]))
        self._arrived(whole // self._length)


SomeClient = TypeVar("SomeClient", bound=Client)


async def let_in(target: Target, client: SomeClient, client_id: str) -> SomeClient:
    """The client, connected and subscribed. Raises `BrokerFailed` when the broker will not have it."""
    await asyncio.get_running_loop().create_connection(lambda: client, HOST, target.port)
    await client.introduce(client_id)
    return client
