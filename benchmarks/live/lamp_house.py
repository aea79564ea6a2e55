"""A live house on a broker of its own, in a process of its own: `python -P -m benchmarks.live.lamp_house`.

It prints the port of the broker on a line, and lives until it is told to end. Everybody is let in.
"""

from __future__ import annotations

import asyncio

from simulator.broker.core import Broker, User
from simulator.broker.server import serve
from simulator.lab import Lab
from simulator.port import CorePort
from simulator.scenario import load_scenario

SCENARIO, BASE, LAMP = "winter-day", "lab/bench", "corridor_lamp"
_EVERYBODY = User("everybody", "#")


async def live() -> None:
    """Live at the pace of the wall."""
    loop = asyncio.get_running_loop()
    broker = Broker(
        clock_ms=lambda: int(loop.time() * 1000), authenticate=lambda _name, _password: _EVERYBODY
    )
    async with serve(broker, "127.0.0.1", 0) as server:
        print(server.port, flush=True)
        await Lab(load_scenario(SCENARIO), CorePort(broker, BASE)).run()


if __name__ == "__main__":
    asyncio.run(live())
