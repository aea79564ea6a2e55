"""A house of thermometers at the pace of the wall, on a broker of its own, in a process of its own.

`python -P -m benchmarks.live.paced_house DEVICES SETTLE_S SECONDS` prints the port of the broker, waits for a
line on its standard input, lives for so long, and prints what it knows as one JSON document.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import asdict, dataclass, field

from benchmarks.live.house_on_broker import FREE
from benchmarks.live.thermometers import BASE, house_of_thermometers
from simulator.broker.core import Broker, User
from simulator.broker.server import serve
from simulator.lab import Lab
from simulator.port import CorePort
from simulator.reports import Availability, Report

_FAREWELL_S = 2.0
"""It lives on so long, that what was measured arrives: who is slow to read hears no last words."""


@dataclass
class Account:
    """What the house knows of its own life; lateness is for the subscriber to say."""

    begins_s: float = 0.0
    """What the wall clock says at simulated time 0, by the lab's own pace."""
    settled_ms: int = 0
    ended_ms: int = 0
    """Simulated times between which it was measured."""
    core_share: float = 0.0
    """Processor time of the whole process, broker included, for each second of the wall."""
    due_ms: list[int] = field(default_factory=list)
    """The simulated time of each report, in the order in which they were said."""


async def live(devices: int, settle_s: float, seconds: float) -> Account:
    """Come up, settle for so many seconds, and be measured for as many again as are given."""
    loop = asyncio.get_running_loop()
    account = Account()

    def hear(said: Report | Availability) -> None:
        if isinstance(said, Report):
            account.due_ms.append(said.at_ms)

    broker = Broker(
        clock_ms=lambda: int(loop.time() * 1000),
        authenticate=lambda _name, _password: User("subscriber", BASE),
        observes_messages=False,
        limits=FREE,
    )
    async with serve(broker, "127.0.0.1", 0) as server:
        lab = Lab(house_of_thermometers(devices), CorePort(broker, BASE))
        lab.engine.listen(hear)
        print(server.port, flush=True)
        await loop.run_in_executor(None, sys.stdin.readline)
        living = asyncio.create_task(lab.run())
        await asyncio.sleep(settle_s)
        account.begins_s = lab.wall_s_of(0) or 0.0
        account.settled_ms = lab.engine.now_ms
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        await asyncio.sleep(seconds)
        account.core_share = (time.process_time() - cpu_s) / (time.perf_counter() - wall_s)
        account.ended_ms = lab.engine.now_ms
        await asyncio.sleep(_FAREWELL_S)
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)
    return account


def main() -> None:
    """Live as the command line says."""
    devices, settle_s, seconds = sys.argv[1:]
    print(json.dumps(asdict(asyncio.run(live(int(devices), float(settle_s), float(seconds))))), flush=True)


if __name__ == "__main__":
    main()
