"""Thirty live houses of forty devices behind one broker: `python many_labs.py LABS DEVICES SPEED`.

Prints the broker's port, and lives until its standard input ends.
"""

from __future__ import annotations

import asyncio
import sys
from itertools import count

from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.credentials import Credentials, hash_token
from simulator.broker.limits import Limits
from simulator.broker.server import serve
from simulator.lab import Lab
from simulator.port import CorePort
from simulator.scenario import Scenario, load_scenario

# What waits for a listener that is away must not be cut off: this is about what the broker may never lose.
_LIMITS = Limits(queued_messages=100_000, queued_bytes=100_000_000)


def crowded(scenario: Scenario, devices: int) -> Scenario:
    """The scenario with copies of its devices, until there are so many."""
    house = scenario.house
    originals = list(house.devices.items())
    copies = (
        (f"{name}_{number}", plan)
        for number in count(2)
        for name, plan in originals
        if plan.load is None and plan.fitted_to is None
    )
    installed = dict(originals)
    while len(installed) < devices:
        installed.update([next(copies)])
    return scenario.model_copy(update={"house": house.with_devices(installed)})


async def live(labs: int, devices: int, speed: float) -> None:
    loop = asyncio.get_running_loop()
    credentials = Credentials()
    for number in range(labs):
        credentials.put(User(f"s{number}", f"lab/s{number}"), hash_token(b"secret"))
    broker = Broker(
        clock_ms=lambda: int(loop.time() * 1000), authenticate=credentials.authenticate, limits=_LIMITS
    )
    scenario = crowded(load_scenario("winter-day"), devices)
    async with serve(broker, "127.0.0.1", 0) as server, asyncio.TaskGroup() as group:
        houses = [
            group.create_task(
                Lab(scenario.with_seed(number), CorePort(broker, f"lab/s{number}"), speed).run()
            )
            for number in range(labs)
        ]
        print(server.port, flush=True)  # noqa: T201 – how the test learns where it is
        await asyncio.to_thread(sys.stdin.read)
        for house in houses:
            house.cancel()


if __name__ == "__main__":
    asyncio.run(live(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])))
