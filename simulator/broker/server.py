"""The broker on TCP, within TLS where that is asked for."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

from simulator.broker.core import Broker, Connection

_READ_BUFFER_BYTES = 262_144
_WRITE_BUFFER_BYTES = 262_144
_HANDSHAKE_WITHIN_S = 10.0
_LEAVE_WITHIN_S = 1.0


@asynccontextmanager
async def serve(
    broker: Broker, host: str, port: int, tls: ssl.SSLContext | None = None
) -> AsyncIterator[Server]:
    """Listen until the context is left; port 0 takes a free one. Raises `OSError` when it cannot listen.

    The broker's clock must advance with the wall clock, at whatever origin.
    """
    server = Server(broker)
    try:
        server.port = await server.listen(host, port, tls)
        yield server
    finally:
        await server.stop()


class Server:
    """Carries bytes between sockets and the broker: one write a connection and turn of the event loop."""

    def __init__(self, broker: Broker) -> None:
        self.port = 0
        self.is_stopping = False
        self.read_buffer = memoryview(bytearray(_READ_BUFFER_BYTES))
        """For all sockets, in turn: what is in it is taken out at once."""
        self._broker = broker
        self._loop = asyncio.get_running_loop()
        self._listeners: list[asyncio.Server] = []
        self._clients: dict[Connection, _Client] = {}
        self._all_gone = asyncio.Event()
        self._all_gone.set()
        self._flush_is_due = False
        self._timer: asyncio.TimerHandle | None = None
        self._wakes_ms: int | None = None
        broker.wake = self._schedule_flush

    async def listen(self, host: str, port: int, tls: ssl.SSLContext | None = None) -> int:
        """Listen at one more address, within TLS if given; returns the port. Raises `OSError`."""
        listener = await self._loop.create_server(
            lambda: _Client(self),
            host,
            port,
            backlog=1024,
            ssl=tls,
            ssl_handshake_timeout=_HANDSHAKE_WITHIN_S if tls else None,
        )
        self._listeners.append(listener)
        self._schedule_flush()
        return int(listener.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Stop listening, take leave of all clients, and drop those that do not go."""
        self.is_stopping = True
        await self._stop_accepting()
        for listener in self._listeners:
            listener.close()
        self._broker.shut_down()
        self._flush()
        self._broker.wake = None
        for connection, client in list(self._clients.items()):
            if not connection.closing:
                client.abort()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LEAVE_WITHIN_S):
                await self._all_gone.wait()
        for client in list(self._clients.values()):
            client.abort()
        if self._timer is not None:
            self._timer.cancel()
        for listener in self._listeners:
            await listener.wait_closed()

    async def _stop_accepting(self) -> None:
        """Let who is on the way in arrive."""
        # asyncio forgets a socket whose listener closes meanwhile (CPython's issue 109564); the loop
        # of Windows has no readers, and accepts in one step.
        with contextlib.suppress(NotImplementedError):
            for listening in itertools.chain(*(listener.sockets for listener in self._listeners)):
                self._loop.remove_reader(listening.fileno())
        await asyncio.sleep(0)

    def open(self, client: _Client) -> Connection:
        """The broker's end for a new socket."""
        connection = self._broker.open()
        self._clients[connection] = client
        self._all_gone.clear()
        self._schedule_flush()
        return connection

    def forget(self, connection: Connection) -> None:
        """The socket is closed."""
        connection.lost()
        self._clients.pop(connection, None)
        if not self._clients:
            self._all_gone.set()

    def _schedule_flush(self) -> None:
        if not self._flush_is_due:
            self._flush_is_due = True
            self._loop.call_soon(self._flush)

    def _flush(self) -> None:
        self._flush_is_due = False
        for connection in self._broker.take_pending():
            client = self._clients.get(connection)
            if client is not None:
                client.flush()
        self._set_timer()

    def _set_timer(self) -> None:
        """Wake up when the broker next has something to do; an earlier wake-up does no harm."""
        due_ms = self._broker.wake_ms()
        if due_ms is None or (self._wakes_ms is not None and self._wakes_ms <= due_ms):
            return
        if self._timer is not None:
            self._timer.cancel()
        self._wakes_ms = due_ms
        self._timer = self._loop.call_later(max(0, due_ms - self._broker.clock_ms()) / 1000, self._run_due)

    def _run_due(self) -> None:
        self._wakes_ms = None
        self._broker.run_due()
        self._set_timer()


class _Client(asyncio.BufferedProtocol):
    """One socket. While the socket is full, output waits in the broker, where it is bounded."""

    __slots__ = ("_connection", "_is_full", "_server", "_transport")

    def __init__(self, server: Server) -> None:
        self._server = server
        self._is_full = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(high=_WRITE_BUFFER_BYTES)
        self._connection = self._server.open(self)
        if self._server.is_stopping:
            # It was on its way in when the listeners closed, and nobody would ever close it.
            self.abort()

    def get_buffer(self, sizehint: int) -> memoryview:
        return self._server.read_buffer

    def buffer_updated(self, nbytes: int) -> None:
        self._connection.receive(bytes(self._server.read_buffer[:nbytes]))

    def connection_lost(self, exc: Exception | None) -> None:
        self._server.forget(self._connection)

    def pause_writing(self) -> None:
        self._is_full = True

    def resume_writing(self) -> None:
        self._is_full = False
        self.flush()

    def flush(self) -> None:
        """Write what the broker has for this client; close when the broker wants to."""
        connection = self._connection
        if self._is_full and not connection.closing:
            return
        self._transport.write(connection.take())
        if connection.closing:
            if self._is_full:
                self.abort()
            else:
                self._transport.close()

    def abort(self) -> None:
        """Close at once, whatever is still to be written."""
        self._transport.abort()
