"""What a broker has retained below a base is cleared, and nothing beside it."""

from __future__ import annotations

import asyncio
import socket

import pytest

from simulator import sweep
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.message import Message
from simulator.broker_address import BrokerAddress
from simulator.client_port import ClientPort
from simulator.port import CorePort, Port
from simulator.remote_broker import RemoteBroker
from simulator.sweep import clear_retained
from tests.mosquitto import running_mosquitto

MORE_THAN_MOSQUITTO_QUEUES = 1_500


def test_the_core_forgets_what_is_below_the_base() -> None:
    async def story() -> None:
        core = Broker(clock_ms=lambda: 0, authenticate=lambda name, password: None)
        everybody = User("everybody", "#")
        writer = core.attach(everybody, "writer", lambda _: None)
        for topic in ("lab/gone", "lab/gone/a", "lab/gone/_lab/clock", "lab/gone2/a"):
            writer.publish(Message(topic, b"1", retain=True))
        await clear_retained(CorePort(core, "lab"), "gone")
        left: list[str] = []
        core.attach(everybody, "reader", lambda message: left.append(message.topic)).subscribe("#")
        assert left == ["lab/gone2/a"]

    asyncio.run(story())


@pytest.mark.mosquitto
def test_mosquitto_forgets_more_than_it_sends_at_once() -> None:
    async def story(port: Port) -> None:
        link = port.connect("writer", None, (), lambda _: None, list)
        for number in range(MORE_THAN_MOSQUITTO_QUEUES):
            link.publish(Message(f"gone/{number}", b"1", retain=True))
            if number % 100 == 0:
                await asyncio.sleep(0)
        link.close()
        await port.finish()
        assert await sweep._retained(port, "gone")
        await clear_retained(port, "gone")
        assert await sweep._retained(port, "gone") == set()

    async def connect(host: str, number: int) -> None:
        await story(ClientPort(RemoteBroker(BrokerAddress(host, number), "name"), "lab"))

    with running_mosquitto(["allow_anonymous true"]) as broker:
        asyncio.run(connect(broker.host, broker.port))


def test_a_broker_that_is_away_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweep, "_PATIENCE_S", 0.1)

    async def story() -> None:
        with socket.create_server(("127.0.0.1", 0)) as closed:
            nobody = BrokerAddress("127.0.0.1", closed.getsockname()[1])
        with pytest.raises(TimeoutError):
            await clear_retained(ClientPort(RemoteBroker(nobody, "name"), "lab"), "gone")

    asyncio.run(story())
