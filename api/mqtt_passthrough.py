"""MQTT over WebSocket, carried to the broker's TCP port as it comes: bytes in, bytes out.

Nothing is kept here: a side that does not read holds up the other, and the broker bounds what waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.websockets import WebSocket, WebSocketDisconnect

from api.errors import ApiError
from devices.text import Text
from simulator.broker_address import BrokerAddress

SUBPROTOCOL = "mqtt"
"""[MQTT-6.0.0-3], [MQTT-6.0.0-4]"""
MOST_FRAME_BYTES = 1_114_112
"""A packet of a mebibyte fits into one message of the WebSocket; a larger message closes the connection."""

_NORMAL, _NOT_BINARY = 1000, 1003
"""Closing codes of RFC 6455, section 7.4.1."""
_READ_BYTES = 65_536
_PATIENCE_S = 5.0
_GOODBYE_S = 1.0

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class BrokerAway(ApiError):
    """The broker cannot be reached."""

    code = "broker_away"
    status = 503
    words = Text(
        en="The MQTT broker cannot be reached at this moment. Try again shortly.",
        fa="واسط (broker) اکنون در دسترس نیست. کمی بعد دوباره امتحان کنید.",
    )


@contextlib.asynccontextmanager
async def connection_to(broker: BrokerAddress) -> AsyncIterator[Streams]:
    """A connection to the broker for one client alone, closed at the end. Raises BrokerAway."""
    try:
        async with asyncio.timeout(_PATIENCE_S):
            reader, writer = await asyncio.open_connection(broker.host, broker.port, ssl=broker.tls)
    except OSError as error:
        raise BrokerAway() from error
    try:
        yield reader, writer
    finally:
        writer.close()
        # Nothing is left half closed, and what the broker does not read is cut off.
        try:
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(_GOODBYE_S):
                    await writer.wait_closed()
        finally:
            writer.transport.abort()


async def pass_through(websocket: WebSocket, broker: Streams) -> None:
    """Carry both directions until one side ends, then end the other.

    Where packets begin and end is of no matter here [MQTT-6.0.0-2].
    """
    reader, writer = broker
    up = asyncio.create_task(_to_broker(websocket, writer))
    down = asyncio.create_task(_to_client(reader, websocket))
    try:
        await asyncio.wait((up, down), return_when=asyncio.FIRST_COMPLETED)
        code = up.result() if up.done() else _NORMAL
    finally:
        up.cancel()
        down.cancel()
    await asyncio.gather(up, down, return_exceptions=True)
    with contextlib.suppress(WebSocketDisconnect):
        await websocket.close(code)


async def _to_broker(websocket: WebSocket, writer: asyncio.StreamWriter) -> int:
    """Carry what the client sends; the closing code at its end, or when it is not binary [MQTT-6.0.0-1]."""
    with contextlib.suppress(OSError):
        while (message := await websocket.receive())["type"] == "websocket.receive":
            data = message.get("bytes")
            if data is None:
                return _NOT_BINARY
            writer.write(data)
            await writer.drain()
    return _NORMAL


async def _to_client(reader: asyncio.StreamReader, websocket: WebSocket) -> None:
    with contextlib.suppress(OSError, WebSocketDisconnect):
        while data := await reader.read(_READ_BYTES):
            await websocket.send_bytes(data)
