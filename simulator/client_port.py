"""The way to a broker elsewhere, such as Mosquitto: one MQTT client for each connection of the house."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass

import aiomqtt

from simulator.broker.message import Message
from simulator.port import Greet, Link, Receive, relative, under

_log = logging.getLogger("khaneh.gateway")
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 1.0, 30.0
_GOODBYE_S = 5.0


@dataclass(frozen=True, slots=True)
class Address:
    """Where a broker is, and who the house is there."""

    host: str
    port: int = 1883
    username: str | None = None
    password: str | None = None


class ClientPort:
    """Connections to a broker at an address; each comes back by itself when it was lost."""

    def __init__(self, address: Address, base: str) -> None:
        self.base = base
        self._address = address
        self._tasks: set[asyncio.Task[None]] = set()

    def connect(
        self, name: str, will: Message | None, filters: tuple[str, ...], receive: Receive, greet: Greet
    ) -> Link:
        """Begin to connect, in the running event loop; what is said meanwhile waits."""
        link = _ClientLink(self.base)
        last = under(self.base, will) if will else None
        client = aiomqtt.Client(
            self._address.host,
            self._address.port,
            username=self._address.username,
            password=self._address.password,
            identifier=f"{self.base.replace('/', '-')}-{name}",
            will=aiomqtt.Will(last.topic, last.payload, last.qos, last.retain) if last else None,
        )
        task = asyncio.create_task(self._stay_connected(client, link, filters, receive, greet))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return link

    async def finish(self) -> None:
        """Wait until every closed connection has said its last, but not for ever."""
        if self._tasks:
            _, hanging = await asyncio.wait(self._tasks, timeout=_GOODBYE_S)
            for task in hanging:
                task.cancel()

    async def _stay_connected(
        self,
        client: aiomqtt.Client,
        link: _ClientLink,
        filters: tuple[str, ...],
        receive: Receive,
        greet: Greet,
    ) -> None:
        pause_s = _FIRST_PAUSE_S
        while not link.is_finished:
            try:
                async with client:
                    pause_s = _FIRST_PAUSE_S
                    for each in filters:
                        await client.subscribe(f"{self.base}/{each}")
                    for message in greet():
                        await _send(client, under(self.base, message))
                    await self._serve(client, link, receive)
            except aiomqtt.MqttError as lost:
                _log.warning("the broker at %s is out of reach (%s)", self._address.host, lost)
                await asyncio.sleep(pause_s)
                pause_s = min(_LONGEST_PAUSE_S, 2 * pause_s)

    async def _serve(self, client: aiomqtt.Client, link: _ClientLink, receive: Receive) -> None:
        hearing = asyncio.create_task(self._hear(client, receive))
        saying = asyncio.create_task(link.say(client))
        try:
            done, _ = await asyncio.wait({hearing, saying}, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in (hearing, saying):
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, aiomqtt.MqttError):
                    await task

    async def _hear(self, client: aiomqtt.Client, receive: Receive) -> None:
        async for message in client.messages:
            payload = message.payload
            content = payload if isinstance(payload, bytes) else str(payload or "").encode()
            receive(relative(self.base, Message(str(message.topic), content, message.qos, message.retain)))


class _ClientLink:
    def __init__(self, base: str) -> None:
        self._base = base
        self._waiting: asyncio.Queue[Message | None] = asyncio.Queue(maxsize=10_000)
        self.is_finished = False

    def publish(self, message: Message) -> None:
        with contextlib.suppress(asyncio.QueueFull):
            self._waiting.put_nowait(under(self._base, message))

    def close(self) -> None:
        if self._waiting.full():
            self._waiting.get_nowait()
        self._waiting.put_nowait(None)

    async def say(self, client: aiomqtt.Client) -> None:
        while (message := await self._waiting.get()) is not None:
            await _send(client, message)
        self.is_finished = True


async def _send(client: aiomqtt.Client, message: Message) -> None:
    await client.publish(message.topic, message.payload, message.qos, message.retain)
