"""One student's live house: an engine at the pace of a wall clock, on MQTT."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from simulator.actions import Action
from simulator.broker.message import Message
from simulator.conventions import load_conventions
from simulator.engine import Engine
from simulator.gateway import Gateway
from simulator.json_text import compact
from simulator.live_clock import LiveClock
from simulator.network.lab_network import MakeNetwork
from simulator.pace import Driver, Pace, wall_s
from simulator.port import Link, Port
from simulator.quantities import DAY_MS, HOUR_MS
from simulator.scenario import Scenario
from simulator.trace import Event

_CLOCK_EVERY_S = 1.0
_TRUE_STATE = ("room.", "house.", "outdoor.", "people.")


@dataclass(frozen=True, slots=True)
class LabStatus:
    """How a live house is doing; `behind_ms` is simulated time that it could not keep up with yet."""

    simulated_at: datetime
    simulated_ms: int
    speed: float
    is_paused: bool
    behind_ms: int

    def as_dict(self) -> dict[str, Any]:
        """The form published on `_lab/clock`."""
        return {
            "simulated_at": self.simulated_at.isoformat(timespec="milliseconds"),
            "simulated_ms": self.simulated_ms,
            "speed": self.speed,
            "paused": self.is_paused,
            "behind_ms": self.behind_ms,
        }


class Lab:
    """A live house. Under `_lab/…` it publishes what only the lab knows, each path with slashes for dots.

    `begin_ms` of the scenario have already gone by when it comes up: a house at eight in the morning shows
    more than one at midnight. `network` makes what lies between the broker and programs, if anything does.
    """

    def __init__(
        self,
        scenario: Scenario,
        port: Port,
        speed: float = 1.0,
        begin_ms: int = 0,
        clock: Callable[[], float] = wall_s,
        network: MakeNetwork | None = None,
    ) -> None:
        self.engine = Engine(scenario)
        self._start = scenario.start
        self._port = port
        self._begin_ms = begin_ms
        self._pace = Pace(speed=speed, clock=clock)
        self._driver = Driver(self.engine, self._pace, clock)
        self._gateway = Gateway(self.engine, load_conventions(scenario.conventions), port, self.act)
        self._network = network and network(LiveClock(self.engine, self._pace, self._driver))
        self._link: Link | None = None
        self.engine.trace.watch(self._show)
        self.engine.at(HOUR_MS, self._forget)

    async def run(self) -> None:
        """Live until cancelled."""
        self.engine.run_until(max(self._begin_ms, self.engine.now_ms))
        self._pace.admit(self.engine.now_ms)
        self._link = self._port.connect("lab", None, (), lambda _: None, self._greet)
        self._gateway.start()
        if self._network is not None:
            self._network.open()
        clock = asyncio.create_task(self._tell_time())
        try:
            await self._driver.run()
        finally:
            clock.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await clock
            if self._network is not None:
                self._network.close()
            self._gateway.stop()
            self._link.close()
            await self._port.finish()

    def act(self, action: Action) -> None:
        """Let something happen at the present simulated time."""
        self._driver.soon(partial(self.engine.submit, action))

    def set_speed(self, speed: float) -> None:
        """Simulated seconds per wall second from now on."""
        self._pace.set_speed(speed)
        self._changed_pace()

    def pause(self) -> None:
        """Let simulated time stand still."""
        self._pace.pause()
        if self._network is not None:
            self._network.pause()
        self._changed_pace()

    def resume(self) -> None:
        """Let simulated time go on."""
        self._pace.resume()
        if self._network is not None:
            self._network.resume()
        self._changed_pace()

    def status(self) -> LabStatus:
        """How the house is doing now."""
        now_ms = max(self.engine.now_ms, self._pace.simulated_ms() - self._driver.late_ms)
        return LabStatus(
            simulated_at=self._start + timedelta(milliseconds=now_ms),
            simulated_ms=now_ms,
            speed=self._pace.speed,
            is_paused=self._pace.is_paused,
            behind_ms=self._driver.late_ms,
        )

    def _changed_pace(self) -> None:
        self._driver.wake()
        self._publish(self._clock())

    async def _tell_time(self) -> None:
        while True:
            await asyncio.sleep(_CLOCK_EVERY_S)
            self._publish(self._clock())

    def _greet(self) -> Iterator[Message]:
        """The clock and the true state, as they are now."""
        yield self._clock()
        trace = self.engine.trace
        for path in trace.paths():
            if path.startswith(_TRUE_STATE):
                yield _shown(trace.events_of(path)[-1])

    def _clock(self) -> Message:
        return Message("_lab/clock", compact(self.status().as_dict()), retain=True)

    def _show(self, event: Event) -> None:
        if event.path.startswith(_TRUE_STATE):
            self._publish(_shown(event))

    def _publish(self, message: Message) -> None:
        if self._link is not None:
            self._link.publish(message)

    def _forget(self) -> None:
        self.engine.trace.forget_before(self.engine.now_ms - DAY_MS)
        self.engine.at(self.engine.now_ms + HOUR_MS, self._forget)


def _shown(event: Event) -> Message:
    return Message(f"_lab/{event.path.replace('.', '/')}", compact(event.value), retain=True)
