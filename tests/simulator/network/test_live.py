"""A bad network in a live house: on the house's clock, at any speed, with a broker on TCP."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.decoding import decode
from simulator.broker.encoding import encode
from simulator.broker.observation import Observation
from simulator.broker.packets import (
    Connack,
    Connect,
    Packet,
    Pingreq,
    Pingresp,
    Suback,
    Subscribe,
    SubscriptionOptions,
)
from simulator.broker.server import serve
from simulator.broker.stream import PacketStream
from simulator.lab import Lab
from simulator.network.lab_network import LabNetwork
from simulator.port import CorePort
from tests.simulator.network.lab import scenario

PATIENCE_S = 30


class House:
    """A live house, and the broker that its programs reach over TCP."""

    def __init__(self, speed: float, **fields: Any) -> None:
        loop = asyncio.get_running_loop()
        self.seen: asyncio.Queue[Observation] = asyncio.Queue()
        self.broker = Broker(
            clock_ms=lambda: int(loop.time() * 1000), authenticate=lambda *_: User("u", "lab/u")
        )
        played = scenario(**fields)
        self.lab = Lab(
            played,
            CorePort(self.broker, "lab/u"),
            speed,
            network=lambda clock: LabNetwork(played, clock, self.broker, "u", self.seen.put_nowait),
        )
        self.port = 0
        self._clients: list[Client] = []

    @property
    def now_ms(self) -> int:
        return self.lab.status().simulated_ms

    async def until(self, kind: str, detail: str) -> None:
        while (seen := await self.seen.get()).kind != kind or seen.detail != detail:
            pass

    async def client(self) -> Client:
        client = Client(*await asyncio.open_connection("127.0.0.1", self.port))
        self._clients.append(client)
        client.send(Connect("c"))
        return client

    async def leave(self) -> None:
        """Close what the test has opened."""
        for client in self._clients:
            await client.close()


class Client:
    """A program that is nothing but packets."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._stream = PacketStream(1 << 20)
        self._came: list[Packet] = []

    def send(self, packet: Packet) -> None:
        self._writer.write(encode(packet))

    async def close(self) -> None:
        self._writer.close()
        with contextlib.suppress(ConnectionError):
            await self._writer.wait_closed()

    async def next(self) -> Packet | None:
        """The packet that comes next; None when the broker has closed."""
        while not self._came:
            data = await self._reader.read(4096)
            if not data:
                return None
            self._came += [decode(first, body) for first, body in self._stream.feed(data)]
        return self._came.pop(0)


@asynccontextmanager
async def living(house: House) -> AsyncIterator[asyncio.Task[None]]:
    async with serve(house.broker, "127.0.0.1", 0) as server:
        house.port = server.port
        task = asyncio.create_task(house.lab.run())
        try:
            yield task
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await house.leave()


def tell(story: Callable[[], Coroutine[Any, Any, None]]) -> None:
    async def within_reason() -> None:
        async with asyncio.timeout(PATIENCE_S):
            await story()

    asyncio.run(within_reason())


def test_latency_is_of_the_houses_time_at_any_speed() -> None:
    async def story() -> None:
        house = House(20, network={"latency": ["4s", "4s"]})
        async with living(house):
            await house.until("network", "bad")
            before_ms = house.now_ms
            client = await house.client()
            assert isinstance(await client.next(), Connack)
            assert house.now_ms - before_ms >= 8_000, "4 s for CONNECT and 4 s for CONNACK"
            before_ms = house.now_ms
            client.send(Subscribe(1, (("lab/u/x", SubscriptionOptions()),)))
            client.send(Pingreq())
            assert isinstance(await client.next(), Suback)
            assert isinstance(await client.next(), Pingresp)
            assert house.now_ms - before_ms >= 8_000

    tell(story)


def test_the_broker_restarts_when_the_script_says_so() -> None:
    async def story() -> None:
        house = House(60, script=[{"at": "00:01", "broker": "restart", "for": "2m"}])
        async with living(house):
            client = await house.client()
            assert isinstance(await client.next(), Connack)
            await house.until("broker", "stopped")
            assert await client.next() is None, "the connection is closed"
            refused = await (await house.client()).next()
            assert isinstance(refused, Connack)
            assert refused.code == 3, "server unavailable"
            await house.until("broker", "started")
            let_in = await (await house.client()).next()
            assert isinstance(let_in, Connack)
            assert let_in.code == 0

    tell(story)


def test_nothing_hangs_while_the_house_is_paused() -> None:
    async def story() -> None:
        house = House(1, network={"latency": ["10s", "10s"]})
        async with living(house):
            await house.until("network", "bad")
            client = await house.client()
            house.lab.pause()
            assert isinstance(await client.next(), Connack)
            client.send(Pingreq())
            assert isinstance(await client.next(), Pingresp)

    tell(story)


def test_when_the_house_goes_its_programs_are_at_hand() -> None:
    async def story() -> None:
        house = House(1, network={"latency": ["10s", "10s"]})
        async with living(house) as task:
            await house.until("network", "bad")
            client = await house.client()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            assert isinstance(await client.next(), Connack)

    tell(story)
