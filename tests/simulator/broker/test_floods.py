"""One user floods the broker over TCP, in every way there is; another user's clients notice nothing of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import pytest

from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.limits import Limits
from simulator.broker.message import Message
from simulator.broker.observation import Observation
from simulator.broker.packets import MQTT_3_1_1, MQTT_5, Connect, Pingreq, Publish
from simulator.broker.reasons import Reason
from simulator.broker.server import serve
from simulator.isolation.address import Address
from simulator.isolation.errors import ConnectionEnded
from simulator.isolation.raw_client import RawClient
from simulator.isolation.transports import open_transport

PATIENCE_S = 30
EXCHANGED = 200
LEVELS = pytest.mark.parametrize("level", [MQTT_3_1_1, MQTT_5])


class Town:
    """A broker with two users: `flooder`, who has the limits of the test, and `neighbour`, who has the usual."""

    def __init__(self, stack: AsyncExitStack, level: int) -> None:
        self.level = level
        self.observations: list[Observation] = []
        self.flooder_is_out = asyncio.Event()
        self.address = Address("mqtt", "127.0.0.1", 0)
        self._stack = stack

    async def open(self) -> RawClient:
        """A connection that has said nothing yet."""
        transport = await open_transport(self.address, None, PATIENCE_S)
        client = RawClient(transport, "client", self.level, PATIENCE_S)
        self._stack.push_async_callback(client.close)
        return client

    async def enter(self, user: str, client_id: str, **fields: object) -> RawClient:
        """A client that has asked to be let in; the answer is in its `connack`."""
        client = await self.open()
        await client.connect(
            Connect(client_id, username=user, password=b"secret", level=self.level, **fields)
        )
        return client

    def observe(self, seen: Observation) -> None:
        self.observations.append(seen)
        if (seen.kind, seen.user) == ("disconnected", "flooder"):
            self.flooder_is_out.set()

    def details(self, kind: str) -> set[str]:
        """Why the broker did that to the flooder."""
        return {seen.detail for seen in self.observations if seen.kind == kind and seen.user == "flooder"}

    async def ending(self, client: RawClient) -> int | None:
        """Wait until the broker closes the connection; the reason that it gives in MQTT 5."""
        try:
            while True:
                await client.receive()
        except ConnectionEnded as error:
            return error.fields["code"]


class Neighbours:
    """Two clients of the other user, who write to each other."""

    def __init__(self, speaker: RawClient, listener: RawClient) -> None:
        self._speaker = speaker
        self._listener = listener

    @classmethod
    async def settle_in(cls, town: Town) -> Neighbours:
        neighbours = cls(await town.enter("neighbour", "speaker"), await town.enter("neighbour", "listener"))
        await neighbours._listener.subscribe("lab/neighbour/x", qos=1)
        return neighbours

    async def write(self) -> None:
        """Exchange messages, one after the other."""
        for number in range(EXCHANGED):
            await self._speaker.publish(Message("lab/neighbour/x", str(number).encode(), qos=1))
            await self._listener.hear(str(number).encode())

    def missed_nothing(self) -> bool:
        """Whether every message came, once and in order."""
        got = [int(message.payload) for message in self._listener.messages]
        return got == list(range(EXCHANGED))


@asynccontextmanager
async def town_with(level: int, limits: Limits) -> AsyncIterator[Town]:
    users = {
        "flooder": User("flooder", "lab/flooder", limits),
        "neighbour": User("neighbour", "lab/neighbour"),
    }
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        town = Town(stack, level)
        broker = Broker(
            clock_ms=lambda: int(loop.time() * 1000),
            authenticate=lambda name, _token: users.get(name or ""),
            observe=town.observe,
        )
        server = await stack.enter_async_context(serve(broker, "127.0.0.1", 0))
        town.address = Address("mqtt", "127.0.0.1", server.port)
        yield town


def during(flood: Callable[[Town], Awaitable[None]], level: int, **limits: int) -> None:
    """Let the neighbours write to each other while the flood comes in, and a new one move in afterwards."""

    async def story() -> None:
        async with town_with(level, Limits(**limits)) as town:
            neighbours = await Neighbours.settle_in(town)
            await asyncio.gather(flood(town), neighbours.write())
            assert neighbours.missed_nothing(), "the neighbours lost messages"
            newcomer = await town.enter("neighbour", "newcomer")
            assert newcomer.connack.code == 0, "nobody else could come in any more"
            await newcomer.publish(Message("lab/neighbour/kept", b"mine", qos=1, retain=True))
            assert await newcomer.subscribe("lab/neighbour/kept") == 0
            await newcomer.hear(b"mine")

    asyncio.run(asyncio.wait_for(story(), 4 * PATIENCE_S))


@LEVELS
@pytest.mark.parametrize("qos", [0, 1, 2])
def test_a_flood_of_messages_ends_the_flooders_connection(level: int, qos: int) -> None:
    async def flood(town: Town) -> None:
        flooder = await town.enter("flooder", "f")
        for number in range(1, 2_001):
            packet_id = number if qos else 0
            await flooder.send(Publish(Message("lab/flooder/x", b"x" * 100, qos), packet_id=packet_id))
        assert await town.ending(flooder) in (None, Reason.MESSAGE_RATE_TOO_HIGH)
        assert town.details("disconnected") == {"message_rate"}

    during(flood, level, messages_per_second=50, burst_seconds=1)


@LEVELS
def test_a_flood_of_bytes_ends_the_flooders_connection(level: int) -> None:
    async def flood(town: Town) -> None:
        flooder = await town.enter("flooder", "f")
        for _ in range(200):
            await flooder.send(Publish(Message("lab/flooder/x", b"x" * 50_000)))
        assert await town.ending(flooder) in (None, Reason.QUOTA_EXCEEDED)
        assert town.details("disconnected") == {"byte_rate"}

    during(flood, level, bytes_per_second=100_000, burst_seconds=1)


@LEVELS
def test_a_flood_of_connections_is_refused_beyond_the_limit(level: int) -> None:
    async def flood(town: Town) -> None:
        codes = [(await town.enter("flooder", f"f{number}")).connack.code for number in range(60)]
        refused = Reason.QUOTA_EXCEEDED if level == MQTT_5 else 3
        assert codes == [0] * 10 + [refused] * 50
        assert town.details("refused") == {"connections"}

    during(flood, level, connections=10)


@LEVELS
def test_sockets_that_say_nothing_keep_nobody_out(level: int) -> None:
    async def flood(town: Town) -> None:
        for _ in range(200):
            await town.open()

    during(flood, level)


@LEVELS
def test_a_flood_of_sessions_is_refused_beyond_the_limit(level: int) -> None:
    async def flood(town: Town) -> None:
        lasting = (
            {"properties": {"session_expiry_interval": 60}} if level == MQTT_5 else {"clean_start": False}
        )
        codes = []
        for number in range(30):
            client = await town.enter("flooder", f"f{number}", **lasting)
            codes.append(client.connack.code)
            await client.disconnect()
        refused = Reason.QUOTA_EXCEEDED if level == MQTT_5 else 3
        assert codes == [0] * 10 + [refused] * 20
        assert town.details("refused") == {"sessions"}

    during(flood, level, sessions=10)


@LEVELS
def test_a_flood_of_subscriptions_is_refused_beyond_the_limit(level: int) -> None:
    async def flood(town: Town) -> None:
        flooder = await town.enter("flooder", "f")
        codes = [await flooder.subscribe(f"lab/flooder/{number}/#") for number in range(300)]
        refused = Reason.QUOTA_EXCEEDED if level == MQTT_5 else 0x80
        assert codes == [0] * 100 + [refused] * 200
        assert town.details("denied") == {"subscriptions"}

    during(flood, level, subscriptions=100)


@LEVELS
def test_a_flood_of_retained_messages_is_kept_up_to_the_limit(level: int) -> None:
    async def flood(town: Town) -> None:
        flooder = await town.enter("flooder", "f")
        for number in range(300):
            await flooder.publish(Message(f"lab/flooder/{number}", b"kept", qos=1, retain=True))
        reader = await town.enter("flooder", "reader")
        await reader.subscribe("lab/flooder/#")
        await reader.ping()
        assert len(reader.messages) == 100
        assert town.details("dropped") == {"retained_full"}

    during(flood, level, retained_messages=100)


@LEVELS
def test_a_packet_that_is_too_large_ends_the_flooders_connection(level: int) -> None:
    async def flood(town: Town) -> None:
        for number in range(20):
            flooder = await town.enter("flooder", f"f{number}")
            await flooder.send(Publish(Message("lab/flooder/x", b"x" * 2_000_000)))
            assert await town.ending(flooder) in (None, Reason.PACKET_TOO_LARGE)
        assert town.details("disconnected") == {"packet_size"}

    during(flood, level)


@LEVELS
def test_a_client_that_reads_nothing_holds_up_nobody(level: int) -> None:
    """More is sent to it than sockets hold, so that the broker has to keep it, and then no longer does."""

    async def flood(town: Town) -> None:
        sleeper, speaker = await town.enter("flooder", "sleeper"), await town.enter("flooder", "speaker")
        await sleeper.subscribe("lab/flooder/#")
        while "slow_reader" not in town.details("dropped"):
            await speaker.publish(Message("lab/flooder/x", b"x" * 500_000))
        assert town.details("disconnected") == set()

    during(flood, level, output_bytes=2_000_000, bytes_per_second=1 << 40)


@LEVELS
def test_a_client_that_asks_and_reads_no_answer_is_closed(level: int) -> None:
    async def flood(town: Town) -> None:
        flooder = await town.enter("flooder", "f")
        asking = asyncio.create_task(ask_for_ever(flooder))
        await town.flooder_is_out.wait()
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        assert town.details("disconnected") == {"not_reading"}

    async def ask_for_ever(flooder: RawClient) -> None:
        while True:
            await flooder.send(*[Pingreq()] * 10_000)

    during(flood, level, output_bytes=100_000, bytes_per_second=1 << 40, messages_per_second=1 << 40)
