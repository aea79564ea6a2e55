"""How long a message takes from its publisher to its subscriber, at 1,000 messages a second and QoS 1."""

from __future__ import annotations

import asyncio
import time

from benchmarks.broker import packets
from benchmarks.broker.client import PATIENCE_S, Listener, Publisher, let_in
from benchmarks.broker.errors import MessagesLost
from benchmarks.broker.pace import each_millisecond
from benchmarks.broker.target import Target
from benchmarks.statistics import percentile


async def measure_latency(target: Target, seconds: float) -> dict[str, float]:
    """Half of all messages arrive within `p50_ms`, 99 of 100 within `p99_ms`. Raises `MessagesLost`.

    MQTT keeps the order of one publisher's messages, so that the n-th to arrive is the n-th sent.
    """
    count = int(seconds * 1_000)
    sent: list[float] = []
    arrived: list[float] = []
    finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def arrive(messages: int) -> None:
        arrived.extend([time.perf_counter()] * messages)
        if len(arrived) == count:
            finished.set_result(None)

    def send(number: int) -> None:
        sent.append(time.perf_counter())
        publisher.write(packets.publish(1, number % 0xFFFF + 1))

    publisher = await let_in(target, Publisher(lambda: None), "publisher")
    listener = await let_in(target, Listener(1, arrive), "listener")
    await each_millisecond(count, send)
    try:
        await asyncio.wait_for(finished, PATIENCE_S)
    except TimeoutError as error:
        raise MessagesLost(delivered=len(arrived), published=count) from error
    publisher.close()
    listener.close()
    delays_ms = [(end - start) * 1_000 for start, end in zip(sent, arrived, strict=True)]
    return {"p50_ms": percentile(delays_ms, 0.5), "p99_ms": percentile(delays_ms, 0.99)}
