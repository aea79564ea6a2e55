"""A live house whose wall clock goes on only while the student's program waits: as in a graded run."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass, field
from typing import Any

from exercises.lockstep.live_run import LiveEnding, LiveHouse, LiveRun
from exercises.lockstep.program_job import Place, Program
from simulator.broker.authority import User
from simulator.broker.core import Broker
from simulator.broker.observation import Observation
from simulator.lab import Lab
from simulator.live_clock import LiveClock
from simulator.network.lab_network import LabNetwork, has_network
from simulator.port import CorePort
from simulator.scenario import Scenario
from tests.lockstep.frame import BASE, StudentProgram

SPEED = 1000.0
TURNS_OF_THE_LOOP = 8
"""After so many turns of the event loop without anything new nothing more comes of the present moment."""


@dataclass
class LiveDeeds:
    """What came of a program in a live house: what it published and when, in ms, and what it printed."""

    published: list[tuple[int, str, str]] = field(default_factory=list)
    printed: str = ""
    ending: LiveEnding | None = None


class Stand:
    """A lab with its own wall clock, and one program in it."""

    def __init__(self, program: StudentProgram, scenario: Scenario, place: Place) -> None:
        self.wall_s = 0.0
        self._scenario = scenario
        self._is_over = False
        self.deeds = LiveDeeds()
        student = User("demo", BASE)
        self.broker = Broker(
            clock_ms=lambda: round(self.wall_s * 1000), authenticate=lambda *_: None, observe=self._see
        )
        self.lab = Lab(
            scenario,
            CorePort(self.broker, BASE),
            speed=SPEED,
            clock=lambda: self.wall_s,
            network=self._network if has_network(scenario) else None,
        )
        house = LiveHouse(self.broker, student, BASE, scenario, self.lab.clock, lambda: self.lab.rate)
        self.run = LiveRun(
            Program(program.files, program.main), house, environment={}, place=place, say=self._hear
        )

    async def live(self, until_ms: int) -> LiveDeeds:
        """Let the house live until a simulated time, or the program end."""
        life = asyncio.create_task(self.lab.run())
        program = asyncio.create_task(self.run.run())
        try:
            while not program.done() and await self._quiet(program):
                due_ms = self.lab.engine.next_due_ms()
                if due_ms is None or due_ms >= until_ms:
                    self._is_over = True  # a graded run ends here, and with it what is published
                    self.run.stop("lab_gone")
                    break
                self._go_on_to(due_ms)
            self.deeds.ending = await program
        finally:
            life.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await life
        return self.deeds

    def _network(self, clock: LiveClock) -> LabNetwork:
        return LabNetwork(self._scenario, clock, self.broker, "demo", self._see)

    async def _quiet(self, program: asyncio.Task[Any]) -> bool:
        """Wait until the program waits and nothing more comes of this moment; False if it has ended."""
        quiet, waits = 0, None
        while quiet < TURNS_OF_THE_LOOP and not program.done():
            await asyncio.sleep(0 if self.run.waits is not None else 0.0005)
            quiet = quiet + 1 if self.run.waits is not None and self.run.waits == waits else 0
            waits = self.run.waits
        return not program.done()

    def _go_on_to(self, due_ms: int) -> None:
        # A little more: what is lost where seconds are rounded must not be a millisecond.
        self.wall_s = (due_ms + 0.01) / 1000 / SPEED
        self.lab.set_speed(SPEED)  # it looks at its clock

    def _see(self, seen: Observation) -> None:
        if seen.kind == "published" and seen.user == "demo" and not self._is_over:
            topic = (seen.topic or "").removeprefix(f"{BASE}/")
            payload = (seen.payload or b"").decode()
            self.deeds.published.append((self.lab.clock.now_ms, topic, payload))

    def _hear(self, stream: str, text: str) -> None:
        self.deeds.printed += text if stream == "stdout" else ""


def perform_live(program: StudentProgram, scenario: Scenario, place: Place, until_ms: int) -> LiveDeeds:
    """Run a program in a live house from its beginning."""

    async def story() -> LiveDeeds:
        return await Stand(program, scenario, place).live(until_ms)

    return asyncio.run(story())
