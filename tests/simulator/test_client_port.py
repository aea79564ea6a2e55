"""Connections of the house to a broker elsewhere: in order, without loss, and back by themselves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager

import pytest

from simulator import client_port
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.message import Message
from simulator.broker.server import Server, serve
from simulator.broker_address import BrokerAddress
from simulator.client_port import ClientPort
from simulator.remote_broker import BrokerDenies, BrokerRefuses, BrokerUnreachable, RemoteBroker

PATIENCE_S = 30
HOUSE = User("house", "lab/one")


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_port, "_FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(client_port, "_LONGEST_PAUSE_S", 0.05)


class Ear:
    """Hears everything at the core, in the order in which it came."""

    def __init__(self, core: Broker) -> None:
        self._heard: asyncio.Queue[Message] = asyncio.Queue()
        core.attach(User("ear", "#"), "ear", self._heard.put_nowait).subscribe("#")

    async def take(self, count: int) -> list[str]:
        async with asyncio.timeout(PATIENCE_S):
            return [(await self._heard.get()).payload.decode() for _ in range(count)]


def core() -> Broker:
    loop = asyncio.get_running_loop()

    def authenticate(name: str | None, password: bytes | None) -> User | None:
        return HOUSE if (name, password) == ("house", b"secret") else None

    return Broker(clock_ms=lambda: int(loop.time() * 1000), authenticate=authenticate)


@asynccontextmanager
async def listening(port: int = 0) -> AsyncIterator[tuple[Ear, Server]]:
    broker = core()
    async with serve(broker, "127.0.0.1", port) as server:
        yield Ear(broker), server


def port_to(number: int, password: str = "secret", base: str = "lab/one") -> tuple[ClientPort, RemoteBroker]:
    broker = RemoteBroker(BrokerAddress("127.0.0.1", number, "house", password), "name")
    return ClientPort(broker, base), broker


def said(*payloads: object) -> list[Message]:
    return [Message("said", str(each).encode()) for each in payloads]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not holds():
            await asyncio.sleep(0.005)


def test_what_is_said_before_it_is_connected_comes_in_its_order_and_then_how_things_are_now() -> None:
    async def story() -> None:
        async with listening() as (ear, server):
            port, _ = port_to(server.port)
            link = port.connect("a", None, (), lambda _: None, lambda: said("now"))
            for message in said(*range(500)):
                link.publish(message)
            assert await ear.take(501) == [*map(str, range(500)), "now"]
            link.publish(*said("then"))
            assert await ear.take(1) == ["then"]
            link.close()
            await port.finish()

    asyncio.run(story())


def test_what_is_said_while_the_broker_is_away_is_not_lost() -> None:
    async def story() -> None:
        async with listening() as (ear, server):
            number = server.port
            port, broker = port_to(number)
            link = port.connect("a", None, (), lambda _: None, lambda: said("hello"))
            assert await ear.take(1) == ["hello"]
        await until(lambda: broker.trouble is not None)
        for message in said(1, 2, 3):
            link.publish(message)
        async with listening(number) as (ear, _):
            assert await ear.take(4) == ["1", "2", "3", "hello"]
            assert broker.trouble is None
            link.close()
            await port.finish()

    asyncio.run(story())


def test_of_a_long_absence_the_oldest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_port, "_MOST_WAITING", 3)

    async def story() -> None:
        async with listening() as (_, server):
            number = server.port
        port, _ = port_to(number)
        link = port.connect("a", None, (), lambda _: None, list)
        for message in said(*range(10)):
            link.publish(message)
        async with listening(number) as (ear, _):
            assert await ear.take(3) == ["7", "8", "9"]
            link.close()
            await port.finish()

    asyncio.run(story())


def test_a_greeting_may_change_while_it_is_being_said() -> None:
    """Devices speak at any time: what they said last is kept in a dictionary that grows."""

    async def story() -> None:
        last = {number: number for number in range(100)}

        async def grow() -> None:
            while True:
                last[len(last)] = len(last)
                await asyncio.sleep(0)

        def greet() -> Iterator[Message]:
            for number in last:
                yield from said(number)

        async with listening() as (ear, server):
            growing = asyncio.create_task(grow())
            port, _ = port_to(server.port)
            link = port.connect("a", None, (), lambda _: None, greet)
            assert await ear.take(100) == [str(number) for number in range(100)]
            growing.cancel()
            link.close()
            await port.finish()

    asyncio.run(story())


def test_the_last_words_are_said_before_it_closes_and_the_will_stays_unsaid() -> None:
    async def story() -> None:
        broker = core()
        async with serve(broker, "127.0.0.1", 0) as server:
            ear = Ear(broker)
            port, _ = port_to(server.port)
            link = port.connect("a", Message("will", b"gone"), (), lambda _: None, lambda: said("hello"))
            assert await ear.take(1) == ["hello"]
            for message in said(1, 2, "goodbye"):
                link.publish(message)
            link.close()
            await port.finish()
            broker.attach(User("other", "#"), "other", lambda _: None).publish(*said("end"))
            assert await ear.take(4) == ["1", "2", "goodbye", "end"]

    asyncio.run(story())


def test_one_that_is_closed_while_the_broker_is_away_keeps_nobody_waiting() -> None:
    async def story() -> None:
        async with listening() as (_, server):
            number = server.port
        port, broker = port_to(number)
        link = port.connect("a", None, (), lambda _: None, list)
        await until(lambda: broker.trouble is not None)
        assert isinstance(broker.trouble, BrokerUnreachable)
        link.publish(*said("nobody hears this"))
        link.close()
        async with asyncio.timeout(client_port._GOODBYE_S / 2):
            await port.finish()

    asyncio.run(story())


def test_it_hears_what_is_said_below_its_base() -> None:
    async def story() -> None:
        heard: asyncio.Queue[Message] = asyncio.Queue()
        broker = core()
        async with serve(broker, "127.0.0.1", 0) as server:
            ear = Ear(broker)
            port, _ = port_to(server.port)
            link = port.connect("a", None, ("set/+",), heard.put_nowait, lambda: said("here"))
            await ear.take(1)
            broker.attach(User("hand", "#"), "hand", lambda _: None).publish(
                Message("lab/one/set/lamp", b"on", retain=True)
            )
            async with asyncio.timeout(PATIENCE_S):
                message = await heard.get()
            assert (message.topic, message.payload, message.retain) == ("set/lamp", b"on", False)
            link.close()
            await port.finish()

    asyncio.run(story())


@pytest.mark.parametrize(
    ("password", "base", "trouble"),
    [("guess", "lab/one", BrokerRefuses), ("secret", "lab/two", BrokerDenies)],
)
def test_a_broker_that_does_not_want_us_is_named(password: str, base: str, trouble: type[Exception]) -> None:
    async def story() -> None:
        async with listening() as (_, server):
            port, broker = port_to(server.port, password, base)
            link = port.connect("a", None, ("#",), lambda _: None, list)
            await until(lambda: broker.trouble is not None)
            assert isinstance(broker.trouble, trouble)
            assert f"127.0.0.1:{server.port}" in str(broker.trouble)
            assert "secret" not in str(broker.trouble)
            link.close()
            await port.finish()

    asyncio.run(story())


def test_a_connection_that_is_lost_says_its_will_after_all_that_was_said() -> None:
    async def story() -> None:
        async with listening() as (ear, server):
            port, _ = port_to(server.port)
            link = port.connect("a", Message("said", b"gone"), (), lambda _: None, lambda: said("now"))
            assert await ear.take(1) == ["now"]
            link.publish(Message("said", b"last"))
            link.lose()
            await port.finish()
            assert await ear.take(2) == ["last", "gone"]

    asyncio.run(story())
