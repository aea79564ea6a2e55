"""The way to a broker elsewhere, such as Mosquitto: one MQTT client for each connection of the house."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque

import aiomqtt

from simulator.broker.message import Message
from simulator.port import Greet, Link, Receive, relative, under
from simulator.remote_broker import BrokerTrouble, RemoteBroker

_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 0.5, 5.0
_GOODBYE_S = 5.0
_MOST_WAITING = 1_000
"""Messages that one connection keeps while the broker is away; beyond that the oldest are forgotten."""


class ClientPort:
    """Connections to a broker elsewhere, all below `base`; each comes back by itself when it was lost."""

    def __init__(self, broker: RemoteBroker, base: str) -> None:
        self.base = base
        self._broker = broker
        self._tasks: set[asyncio.Task[None]] = set()

    def connect(
        self, name: str, will: Message | None, filters: tuple[str, ...], receive: Receive, greet: Greet
    ) -> Link:
        """Begin to connect, in the running event loop; what is said meanwhile waits."""
        connection = _Connection(self._broker, self.base, name, will, filters, receive, greet)
        task = asyncio.create_task(connection.run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return connection

    async def finish(self) -> None:
        """Wait until every closed connection has said its last, but not for ever."""
        if self._tasks:
            _, hanging = await asyncio.wait(self._tasks, timeout=_GOODBYE_S)
            for task in hanging:
                task.cancel()


class _Connection:
    """One of them: what is to be said waits here in its order while there is nobody to hear it."""

    def __init__(
        self,
        broker: RemoteBroker,
        base: str,
        name: str,
        will: Message | None,
        filters: tuple[str, ...],
        receive: Receive,
        greet: Greet,
    ) -> None:
        self._broker = broker
        self._base = base
        self._name = f"{base.replace('/', '-')}-{name}"
        self._will = under(base, will) if will else None
        self._filters = tuple(f"{base}/{each}" for each in filters)
        self._receive = receive
        self._greet = greet
        self._waiting: deque[Message] = deque(maxlen=_MOST_WAITING)
        self._something = asyncio.Event()
        self._closing = asyncio.Event()

    def publish(self, message: Message) -> None:
        self._waiting.append(under(self._base, message))
        self._something.set()

    def close(self) -> None:
        self._closing.set()
        self._something.set()

    def lose(self) -> None:
        # aiomqtt ends no connection without a DISCONNECT: what the broker would say, the connection says.
        if self._will is not None:
            self._waiting.append(self._will)
        self.close()

    async def run(self) -> None:
        """Be connected until closed; a broker that is away when it is closed hears no farewell."""
        pause_s = _FIRST_PAUSE_S
        while True:
            try:
                async with self._broker.connection(self._name, self._filters, self._will) as client:
                    pause_s = _FIRST_PAUSE_S
                    await self._serve(client)
                    return
            except BrokerTrouble:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(pause_s):
                        await self._closing.wait()
                    return
                pause_s = min(_LONGEST_PAUSE_S, 2 * pause_s)

    async def _serve(self, client: aiomqtt.Client) -> None:
        hearing = asyncio.create_task(self._hear(client))
        saying = asyncio.create_task(self._say(client))
        try:
            done, _ = await asyncio.wait({hearing, saying}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (hearing, saying):
                task.cancel()
            await asyncio.gather(hearing, saying, return_exceptions=True)

    async def _hear(self, client: aiomqtt.Client) -> None:
        async for message in client.messages:
            payload = message.payload
            content = payload if isinstance(payload, bytes) else str(payload or "").encode()
            heard = Message(str(message.topic), content, message.qos, message.retain)
            self._receive(relative(self._base, heard))

    async def _say(self, client: aiomqtt.Client) -> None:
        """What waited, then how things are now, then whatever comes: so nothing goes back in time."""
        await self._say_waiting(client)
        for message in [under(self._base, each) for each in self._greet()]:
            await _publish(client, message)
        while True:
            self._something.clear()
            await self._say_waiting(client)
            if self._closing.is_set():
                return
            await self._something.wait()

    async def _say_waiting(self, client: aiomqtt.Client) -> None:
        while self._waiting:
            message = self._waiting.popleft()
            try:
                await _publish(client, message)
            except BaseException:
                if len(self._waiting) < _MOST_WAITING:
                    self._waiting.appendleft(message)
                raise


async def _publish(client: aiomqtt.Client, message: Message) -> None:
    await client.publish(message.topic, message.payload, message.qos, message.retain)
