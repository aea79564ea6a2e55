"""What carries an MQTT client's bytes: TCP or WebSocket, each also inside TLS."""

from __future__ import annotations

import asyncio
import contextlib
import os
import ssl
from typing import Protocol

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, WebSocketException
from websockets.typing import Subprotocol

from simulator.isolation.address import Address
from simulator.isolation.errors import Unreachable

_READ_BYTES = 65_536


class Transport(Protocol):
    """A way to the broker that is open."""

    async def send(self, data: bytes) -> None:
        """Send bytes; what the other end no longer takes is lost without a word."""

    async def receive(self) -> bytes:
        """The next bytes; none when the other end has closed."""

    async def close(self) -> None:
        """Close in good order."""

    def abort(self) -> None:
        """Vanish as a device does that loses its power."""


async def open_transport(address: Address, tls: ssl.SSLContext | None, patience_s: float) -> Transport:
    """Connect; `tls` is used where the address is encrypted. Raises `Unreachable`."""
    context = (tls or ssl.create_default_context()) if address.is_encrypted else None
    try:
        async with asyncio.timeout(patience_s):
            if address.is_web_socket:
                return await _WebSocket.open(address, context)
            return await _Stream.open(address, context)
    except (OSError, WebSocketException) as error:
        raise Unreachable(url=str(address), reason=_reason(error)) from error


def _reason(error: OSError | WebSocketException) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return error.verify_message
    if isinstance(error, OSError) and (error.errno or 0) > 0:
        return os.strerror(error.errno or 0)
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


class _Stream:
    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def open(cls, address: Address, context: ssl.SSLContext | None) -> _Stream:
        return cls(*await asyncio.open_connection(address.host, address.port, ssl=context))

    async def send(self, data: bytes) -> None:
        self._writer.write(data)
        with contextlib.suppress(OSError):
            await self._writer.drain()

    async def receive(self) -> bytes:
        try:
            return await self._reader.read(_READ_BYTES)
        except OSError:
            return b""

    async def close(self) -> None:
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()

    def abort(self) -> None:
        self._writer.transport.abort()


class _WebSocket:
    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection

    @classmethod
    async def open(cls, address: Address, context: ssl.SSLContext | None) -> _WebSocket:
        # A proxy of the environment would be another way to the broker than the one that is to be checked.
        return cls(
            await connect(
                str(address),
                subprotocols=[Subprotocol("mqtt")],
                ssl=context,
                compression=None,
                max_size=None,
                ping_interval=None,
                proxy=None,
            )
        )

    async def send(self, data: bytes) -> None:
        with contextlib.suppress(ConnectionClosed):
            await self._connection.send(data)

    async def receive(self) -> bytes:
        try:
            frame = await self._connection.recv()
        except ConnectionClosed:
            return b""
        return frame if isinstance(frame, bytes) else frame.encode()

    async def close(self) -> None:
        await self._connection.close()

    def abort(self) -> None:
        self._connection.transport.abort()
