"""How many messages a second pass from one publisher to its subscribers."""

from __future__ import annotations

import asyncio
import itertools
import time

from benchmarks.broker import packets
from benchmarks.broker.client import PATIENCE_S, Listener, Publisher, let_in
from benchmarks.broker.errors import MessagesLost
from benchmarks.broker.meter import Meter
from benchmarks.broker.target import Target

WINDOW = 1_000
"""Messages on their way to each subscriber, at most: as many as both brokers let be under way."""


async def measure_throughput(
    target: Target, qos: int, seconds: float, subscribers: int = 1, window: int = WINDOW
) -> dict[str, float]:
    """Publish for so many seconds, and wait for the last message.

    `msgs_s` counts the messages delivered, `cpu_us` is what each of them took of the broker. Raises
    `MessagesLost`.
    """
    flow = _Flow(qos, subscribers, window)
    publisher = await let_in(target, Publisher(flow.go_on), "publisher")
    listeners = [
        await let_in(target, Listener(qos, flow.arrived), f"listener-{number}")
        for number in range(subscribers)
    ]
    with Meter(target) as meter:
        await flow.run(publisher, seconds)
    for client in (publisher, *listeners):
        client.close()
    return {
        "msgs_s": flow.delivered / meter.seconds,
        "cpu_us": meter.cpu_seconds / flow.delivered * 1e6,
        "generator_share": meter.generator_share,
    }


class _Flow:
    """Keeps the window full until the time is up."""

    def __init__(self, qos: int, subscribers: int, window: int) -> None:
        self.delivered = 0
        self._published = 0
        self._qos = qos
        self._subscribers = subscribers
        self._window = window
        self._batch = max(1, window // 8)
        self._batches = itertools.cycle(_batches(qos, window, self._batch))

    async def run(self, publisher: Publisher, seconds: float) -> None:
        self._publisher = publisher
        self._finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._until = time.perf_counter() + seconds
        self.go_on()
        try:
            await asyncio.wait_for(self._finished, seconds + PATIENCE_S)
        except TimeoutError as error:
            published = self._published * self._subscribers
            raise MessagesLost(delivered=self.delivered, published=published) from error

    def arrived(self, count: int) -> None:
        self.delivered += count
        self.go_on()

    def go_on(self) -> None:
        """Publish as much as there is room for; or finish, when the time is up and all has arrived."""
        settled = self.delivered // self._subscribers
        if self._qos:
            settled = min(settled, self._publisher.acknowledged)
        if time.perf_counter() < self._until:
            while self._published - settled <= self._window - self._batch:
                self._publisher.write(next(self._batches))
                self._published += self._batch
        elif settled == self._published and not self._finished.done():
            self._finished.set_result(None)


def _batches(qos: int, window: int, size: int) -> list[bytes]:
    """Packets to be sent in one write; an identifier comes again when its message has long been settled."""
    return [
        b"".join(packets.publish(qos, packet_id) for packet_id in range(first, first + size))
        for first in range(1, 2 * window, size)
    ]
