"""How many live houses a machine carries: a whole house process, with somebody who listens in each house.

`python -P -m tests.soak.crowd [--labs 60] [--seconds 60] [--speed 1] [--scenario winter-day] [--alone]` prints one
JSON document. The listeners are a process of their own; `--alone` leaves them out. Every wall second something
is due in each house; it is late by the time from then, by the clock of its house, to when the house came to it.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from api.brokers.embedded import embedded_broker
from api.clock import utc_now
from api.composition import prepare
from api.house import HouseProcess
from api.installation_secret import installation_secret
from api.services.labs import renew_token
from api.settings import Settings
from api.store.database import Sessions, open_engine, open_sessions
from api.store.houses import LiveLab
from benchmarks.process import ended
from benchmarks.statistics import percentile
from simulator.lab import Lab
from tests.ports import free_port

_LISTENERS = (sys.executable, "-P", "-m", "tests.soak.listeners")
_LOOK_EVERY_S = 0.2
_SETTLE_S = 5.0


async def measure_crowd(
    labs: int, speed: float, scenario: str, seconds: float, *, alone: bool
) -> dict[str, Any]:
    """The processor share, punctuality and memory of a house process with so many houses."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder), host="127.0.0.1", mqtt_port=free_port(), idle_minutes=0)
        prepare(settings)
        engine = open_engine(settings.database)
        sessions = open_sessions(engine)
        secret = installation_secret(settings.data)
        tokens = _make_labs(sessions, secret, labs, speed, scenario)
        async with embedded_broker(settings, sessions, secret) as broker:
            process = HouseProcess(settings, sessions, broker)
            began_s = time.process_time()
            living = asyncio.create_task(process.run())
            houses = [await _up(process, name) for name in tokens]
            up_s = time.process_time() - began_s
            with contextlib.nullcontext() if alone else _listening(settings.mqtt_port, tokens):
                await asyncio.sleep(_SETTLE_S)
                figures = await _observe(houses, seconds)
            living.cancel()
            await asyncio.gather(living, return_exceptions=True)
        engine.dispose()
    return {"labs": labs, "speed": speed, "scenario": scenario, "up_cpu_s": round(up_s, 1), **figures}


async def _observe(houses: list[Lab], seconds: float) -> dict[str, Any]:
    late_ms: list[float] = []
    for house in houses:
        _Probe(house, late_ms).expect()
    before = [house.status().simulated_ms for house in houses]
    wall_s, cpu_s = time.perf_counter(), time.process_time()
    await asyncio.sleep(seconds)
    passed_s = time.perf_counter() - wall_s
    share = (time.process_time() - cpu_s) / passed_s
    reached = [
        (house.status().simulated_ms - was) / 1000 / passed_s
        for house, was in zip(houses, before, strict=True)
    ]
    return {
        "core_share": round(share, 3),
        "looks_s": round(len(late_ms) / passed_s, 1),
        "lateness_p50_ms": round(percentile(late_ms, 0.5), 2),
        "lateness_p99_ms": round(percentile(late_ms, 0.99), 2),
        "lateness_most_ms": round(max(late_ms), 1),
        "slowest_reached_speed": round(min(reached), 3),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


class _Probe:
    """Something that is due in a house again and again, and notes how late it comes."""

    def __init__(self, house: Lab, late_ms: list[float]) -> None:
        self._house = house
        self._late_ms = late_ms
        self._due_ms = 0

    def expect(self) -> None:
        """Be due in a second of the wall."""
        self._due_ms = house_ms = self._house.clock.now_ms + int(1000 * self._house.rate)
        self._house.clock.at(house_ms, self._come)

    def _come(self) -> None:
        due_s = self._house.wall_s_of(self._due_ms)
        if due_s is not None:
            self._late_ms.append((time.monotonic() - due_s) * 1000)
        self.expect()


async def _up(process: HouseProcess, name: str) -> Lab:
    while (house := process.house_of(name)) is None:
        await asyncio.sleep(_LOOK_EVERY_S)
    assert isinstance(house, Lab)
    return house


def _make_labs(sessions: Sessions, secret: bytes, labs: int, speed: float, scenario: str) -> dict[str, str]:
    with sessions.begin() as session:
        tokens = {}
        for number in range(labs):
            lab = LiveLab(id=f"crowd{number}", scenario=scenario, speed=speed, created_at=utc_now())
            session.add(lab)
            session.flush()
            tokens[lab.id] = renew_token(session, secret, lab)
        return tokens


@contextmanager
def _listening(port: int, tokens: dict[str, str]) -> Iterator[None]:
    """Somebody who hears everything that a house says, in each."""
    command = [*_LISTENERS, str(port)]
    with ended(subprocess.Popen(command, stdin=subprocess.PIPE, text=True)) as process:
        assert process.stdin is not None
        process.stdin.write(json.dumps(tokens) + "\n")
        process.stdin.flush()
        yield


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How many live houses a machine carries.")
    parser.add_argument("--labs", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--speed", type=float, default=1)
    parser.add_argument("--scenario", default="winter-day")
    parser.add_argument("--alone", action="store_true")
    given = parser.parse_args()
    measured = measure_crowd(given.labs, given.speed, given.scenario, given.seconds, alone=given.alone)
    print(json.dumps(asyncio.run(measured), indent=2))  # noqa: T201 – its only output


if __name__ == "__main__":
    main()
