"""What a house full of devices costs: 200 clients that publish five times a second, and one that listens."""

from __future__ import annotations

import asyncio

from benchmarks.broker import packets
from benchmarks.broker.client import PATIENCE_S, Listener, Publisher, let_in
from benchmarks.broker.errors import MessagesLost
from benchmarks.broker.meter import Meter
from benchmarks.broker.pace import each_millisecond
from benchmarks.broker.target import Target

CLIENTS = 200


async def measure_fan_in(target: Target, seconds: float) -> dict[str, float]:
    """`fan_in_cpu_us` is the broker's processor time for each message, at QoS 0. Raises `MessagesLost`.

    The clients take turns, one a millisecond, so that each publishes five times a second.
    """
    count = int(seconds * 1_000)
    delivered = 0
    finished: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def arrive(messages: int) -> None:
        nonlocal delivered
        delivered += messages
        if delivered == count:
            finished.set_result(None)

    packet = packets.publish(0)
    devices = [await let_in(target, Publisher(lambda: None), f"device-{number}") for number in range(CLIENTS)]
    listener = await let_in(target, Listener(0, arrive), "listener")
    with Meter(target) as meter:
        await each_millisecond(count, lambda number: devices[number % CLIENTS].write(packet))
        try:
            await asyncio.wait_for(finished, PATIENCE_S)
        except TimeoutError as error:
            raise MessagesLost(delivered=delivered, published=count) from error
    for client in (listener, *devices):
        client.close()
    return {"fan_in_cpu_us": meter.cpu_seconds / count * 1e6}
