"""A live house behind a real broker on a real port, with a wall clock that the test moves.

The program runs on plain Python, as on a student's own machine. The clock stands still until the program has done
what the graded one did by that moment; a program that does less is waited for in vain, and one that does more is
seen at the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from exercises.lockstep.certificates import AUTHORITY_FILE, Certificates
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.observation import Observation
from simulator.broker.server import serve
from simulator.lab import Lab
from simulator.port import CorePort
from simulator.scenario import Scenario
from tests.lockstep.frame import BASE

SPEED = 1000.0
PATIENCE_S = 30.0
LOOPBACK = "127.0.0.1"

Published = tuple[int, str, str]
"""When, in simulated ms, where, and what."""


@dataclass
class TcpDeeds:
    """What a program published in the live house, and what it printed."""

    published: list[Published] = field(default_factory=list)
    printed: str = ""
    exit_code: int | None = None


class TcpHouse:
    """A lab, its broker, and one program that is connected over the network."""

    def __init__(self, scenario: Scenario, certificates: Certificates) -> None:
        self._wall_s = 0.0
        self._deeds = TcpDeeds()
        self._done = asyncio.Event()
        self._certificates = certificates
        student = User("demo", BASE)
        self._broker = Broker(
            clock_ms=lambda: round(self._wall_s * 1000), authenticate=lambda *_: student, observe=self._see
        )
        self._lab = Lab(scenario, CorePort(self._broker, BASE), speed=SPEED, clock=lambda: self._wall_s)

    async def play(self, program: Path, expected: Sequence[Published], until_ms: int) -> TcpDeeds:
        """Run the program until it leaves, or to that moment."""
        life = asyncio.create_task(self._lab.run())
        try:
            async with serve(self._broker, LOOPBACK, 0) as server:
                tls_port = await server.listen(LOOPBACK, 0, self._certificates.context("trusted"))
                process = await self._start(program, server.port, tls_port)
                await self._lead(expected, until_ms)
                async with asyncio.timeout(PATIENCE_S):
                    printed, _ = await process.communicate()
        finally:
            life.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await life
        self._deeds.printed = printed.decode()
        self._deeds.exit_code = process.returncode
        return self._deeds

    async def _start(self, program: Path, port: int, tls_port: int) -> asyncio.subprocess.Process:
        environment = {
            "MQTT_HOST": LOOPBACK,
            "MQTT_PORT": str(port),
            "MQTT_TLS_PORT": str(tls_port),
            "MQTT_CA": str(self._certificates.folder / AUTHORITY_FILE),
            "MQTT_USERNAME": "student",
            "MQTT_PASSWORD": "student",
            "LAB_BASE": BASE,
        }
        return await asyncio.create_subprocess_exec(
            sys.executable, str(program), stdout=asyncio.subprocess.PIPE, env=environment
        )

    async def _lead(self, expected: Sequence[Published], until_ms: int) -> None:
        while True:
            now_ms = self._lab.clock.now_ms
            await self._hear(sum(at_ms <= now_ms for at_ms, _, _ in expected))
            due_ms = self._lab.engine.next_due_ms()
            if due_ms is None or due_ms > until_ms:
                return
            self._go_on_to(due_ms)

    async def _hear(self, count: int) -> None:
        """Wait until the program has published so much, while the clock stands still."""
        async with asyncio.timeout(PATIENCE_S):
            while len(self._deeds.published) < count:
                self._done.clear()
                await self._done.wait()
        await asyncio.sleep(0)

    def _go_on_to(self, due_ms: int) -> None:
        # A little more: what is lost where seconds are rounded must not be a millisecond.
        self._wall_s = (due_ms + 0.01) / 1000 / SPEED
        self._lab.set_speed(SPEED)  # it looks at its clock

    def _see(self, seen: Observation) -> None:
        if seen.kind == "published" and seen.user == "demo":
            topic = (seen.topic or "").removeprefix(f"{BASE}/")
            self._deeds.published.append((self._lab.clock.now_ms, topic, (seen.payload or b"").decode()))
            self._done.set()
