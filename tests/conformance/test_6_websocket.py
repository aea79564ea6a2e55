"""MQTT over WebSocket (chapter 6 of both specifications), on loopback: here the carriage is what is tested."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import SimpleNamespace

import pytest
from fastapi import FastAPI
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from api.routes.mqtt import PATH, router
from api.web_server import web_server
from simulator.broker.server import serve
from simulator.broker_address import BrokerAddress
from tests.conformance import wire
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1, states_5

PATIENCE_S = 10
INTRODUCTION = wire.connect("c", "u", "secret")
PING, PONG = bytes.fromhex("c0 00"), bytes.fromhex("d0 00")

Story = Callable[[str], Awaitable[None]]


@asynccontextmanager
async def listening() -> AsyncIterator[str]:
    """The URL at which a lab speaks MQTT over WebSocket."""
    async with serve(Lab().broker, "127.0.0.1", 0) as broker:
        app = FastAPI()
        app.state.service = SimpleNamespace(broker=BrokerAddress("127.0.0.1", broker.port))
        app.include_router(router)
        web = web_server(app, log_level="error")
        with socket.create_server(("127.0.0.1", 0)) as door:
            serving = asyncio.create_task(web.serve(sockets=[door]))
            try:
                yield f"ws://127.0.0.1:{door.getsockname()[1]}{PATH}"
            finally:
                web.should_exit = True
                await serving


def tell(story: Story) -> None:
    """Run the story at a lab that listens."""

    async def run() -> None:
        async with asyncio.timeout(PATIENCE_S), listening() as url:
            await story(url)

    asyncio.run(run())


def offer(url: str, *subprotocols: str) -> connect:
    """A connection that offers to speak these."""
    return connect(url, subprotocols=[Subprotocol(each) for each in subprotocols])


async def receive(client: ClientConnection, length: int) -> bytes:
    """So many bytes, in whatever frames they come; each must be binary."""
    received = b""
    while len(received) < length:
        frame = await client.recv()
        assert isinstance(frame, bytes), f"{frame!r} came in a text frame"
        received += frame
    return received


@states_3_1_1("MQTT-6.0.0-4")
@states_5("MQTT-6.0.0-4")
@pytest.mark.parametrize("offered", [("mqtt",), ("other", "mqtt"), ("mqtt", "mqttv3.1")])
def test_the_subprotocol_selected_is_mqtt(offered: tuple[str, ...]) -> None:
    async def story(url: str) -> None:
        async with offer(url, *offered) as client:
            assert client.subprotocol == "mqtt"

    tell(story)


@states_3_1_1("MQTT-6.0.0-1")
@states_5("MQTT-6.0.0-1")
def test_the_broker_sends_binary_frames() -> None:
    async def story(url: str) -> None:
        async with offer(url, "mqtt") as client:
            await client.send(INTRODUCTION + PING)
            assert (await receive(client, 6)).endswith(PONG)

    tell(story)


@states_3_1_1("MQTT-6.0.0-1")
@states_5("MQTT-6.0.0-1")
def test_a_text_frame_closes_the_connection() -> None:
    async def story(url: str) -> None:
        async with offer(url, "mqtt") as client:
            await client.send(INTRODUCTION)
            await receive(client, 4)
            await client.send(PING.decode("latin-1"))
            with pytest.raises(ConnectionClosed):
                await client.recv()

    tell(story)


@states_3_1_1("MQTT-6.0.0-2")
@states_5("MQTT-6.0.0-2")
@pytest.mark.parametrize("size", [1, 3, 1000], ids=["a byte a frame", "three bytes a frame", "all in one"])
def test_packets_need_not_be_aligned_with_frames(size: int) -> None:
    async def story(url: str) -> None:
        async with offer(url, "mqtt") as client:
            sent = INTRODUCTION + PING * 3
            for start in range(0, len(sent), size):
                await client.send(sent[start : start + size])
            assert (await receive(client, 10)).endswith(PONG * 3)

    tell(story)
