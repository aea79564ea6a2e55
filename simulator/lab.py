"""One student's live house: an engine at the pace of a wall clock, on MQTT."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from simulator.actions import Action
from simulator.broker.message import Message
from simulator.conventions import load_conventions
from simulator.driver import Driver
from simulator.engine import Engine
from simulator.gateway import Gateway
from simulator.json_text import compact
from simulator.lab_state import LabState
from simulator.live_clock import LiveClock
from simulator.network.lab_network import MakeNetwork
from simulator.pace import Pace, Speedometer, accepted_speed, wall_s
from simulator.port import Link, Port
from simulator.quantities import DAY_MS, HOUR_MS
from simulator.recording import Recorder, Write
from simulator.replay import Recording, replay
from simulator.scenario import Scenario

_CLOCK_EVERY_S = 1.0
_HASH_EVERY = 10
"""After so many tellings of the time the recording holds the trace's hash: so much of it a crash can cost."""


@dataclass(frozen=True, slots=True)
class LabStatus:
    """How a live house is doing."""

    simulated_at: datetime
    simulated_ms: int
    speed: float
    """What is wanted, in simulated seconds per wall second."""
    reached_speed: float
    """What was reached in the last second; less than wanted where the machine is too slow, 0 when paused."""
    is_paused: bool
    is_asleep: bool
    """Whether the house has ceased to live; these are its last words."""
    behind_ms: int
    """Simulated time that it could not keep up with yet."""

    def as_dict(self) -> dict[str, Any]:
        """The form published on `_lab/clock`."""
        return {
            "simulated_at": self.simulated_at.isoformat(timespec="milliseconds"),
            "simulated_ms": self.simulated_ms,
            "speed": self.speed,
            "reached_speed": self.reached_speed,
            "paused": self.is_paused,
            "asleep": self.is_asleep,
            "behind_ms": self.behind_ms,
        }


class Lab:
    """A live house. Under `_lab/…` it publishes what only the lab knows, see `LabState`.

    `begin_ms` of the scenario have already gone by when it comes up: a house at eight in the morning shows
    more than one at midnight. `network` makes what lies between the broker and programs, if anything does.
    `record` takes the lines of a recording: see `simulator.recording`; where there was one before, `goes_on`
    is it, and the house is to be brought back before it runs. Raises SpeedRefused.
    """

    def __init__(
        self,
        scenario: Scenario,
        port: Port,
        speed: float = 1.0,
        begin_ms: int = 0,
        clock: Callable[[], float] = wall_s,
        network: MakeNetwork | None = None,
        record: Write | None = None,
        goes_on: Recording | None = None,
    ) -> None:
        self.engine = Engine(scenario)
        self._start = scenario.start
        self._port = port
        self._begin_ms = begin_ms
        self._pace = Pace(speed=accepted_speed(speed), clock=clock)
        self._speedometer = Speedometer(self._pace, clock)
        self._driver = Driver(self.engine, self._pace, clock)
        self._gateway = Gateway(self.engine, load_conventions(scenario.conventions), port, self.act)
        self.clock = LiveClock(self.engine, self._pace, self._driver)
        """For those to whom things happen between the house's own events."""
        self._network = network and network(self.clock)
        self._link: Link | None = None
        self._said_clock: Message | None = None
        self._state = LabState(self.engine, self._publish)
        self._goes_on = goes_on
        goes_on_ms = goes_on and goes_on.end_ms
        self._recorder = record and Recorder(scenario, self.engine.trace, record, goes_on_ms)
        self._is_asleep = False
        self.engine.at(HOUR_MS, self._forget)

    async def bring_back(self) -> None:
        """Be again as at the end of the recording that goes on; unseen, and letting others work meanwhile.

        Raises ReplayDiffers.
        """
        for _ in replay(self._goes_on, self.engine) if self._goes_on is not None else ():
            await asyncio.sleep(0)

    async def run(self) -> None:
        """Live until cancelled."""
        self.engine.run_until(max(self._begin_ms, self.engine.now_ms))
        self._pace.admit(self.engine.now_ms)
        self._speedometer.start(self.engine.now_ms)
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
            self._note_hash()
            if self._network is not None:
                self._network.close()
            self._gateway.stop()
            self._is_asleep = True
            self._tell_clock()
            self._link.close()
            await self._port.finish()

    def act(self, action: Action) -> None:
        """Let something happen at the present simulated time, also while the house is paused."""
        self._driver.soon(partial(self._do, action))

    def set_speed(self, speed: float) -> None:
        """Simulated seconds per wall second from now on. Raises SpeedRefused."""
        self._pace.set_speed(accepted_speed(speed))
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

    @property
    def rate(self) -> float:
        """Simulated seconds that should go by in a wall second now: 0 when paused."""
        return self._pace.rate

    def status(self) -> LabStatus:
        """How the house is doing now."""
        now_ms = max(self.engine.now_ms, self._pace.simulated_ms() - self._driver.late_ms)
        return LabStatus(
            simulated_at=self._start + timedelta(milliseconds=now_ms),
            simulated_ms=now_ms,
            speed=self._pace.speed,
            reached_speed=0.0 if self._is_asleep else self._speedometer.reached,
            is_paused=self._pace.is_paused,
            is_asleep=self._is_asleep,
            behind_ms=self._driver.late_ms,
        )

    def wall_s_of(self, due_ms: int) -> float | None:
        """What the lab's clock on the wall says at a simulated time; None while it is paused."""
        return self._pace.wall_s_of(due_ms)

    def _do(self, action: Action) -> None:
        if self._recorder is not None:
            self._recorder.act(self.engine.now_ms, action)
        self.engine.submit(action)
        self.engine.run_until(self.engine.now_ms)
        self._state.look()

    def _changed_pace(self) -> None:
        self._driver.wake()
        self._speedometer.start(self.status().simulated_ms)
        self._note_hash()
        self._tell_clock()

    async def _tell_time(self) -> None:
        for told in count(1):
            await asyncio.sleep(_CLOCK_EVERY_S)
            self._speedometer.read(self.status().simulated_ms)
            self._state.look()
            self._tell_clock()
            if told % _HASH_EVERY == 0:
                self._note_hash()

    def _greet(self) -> Iterator[Message]:
        """The clock and the state of the house, as they are now."""
        yield self._clock()
        yield from self._state.greet()

    def _clock(self) -> Message:
        return Message("_lab/clock", compact(self.status().as_dict()), retain=True)

    def _tell_clock(self) -> None:
        clock = self._clock()
        if clock != self._said_clock:
            self._said_clock = clock
            self._publish(clock)

    def _note_hash(self) -> None:
        """Between two slices of the driver everything until the engine's present has happened."""
        if self._recorder is not None and self._link is not None:
            self._recorder.reach(self.engine.now_ms)

    def _publish(self, message: Message) -> None:
        if self._link is not None:
            self._link.publish(message)

    def _forget(self) -> None:
        self.engine.trace.forget_before(self.engine.now_ms - DAY_MS)
        self.engine.at(self.engine.now_ms + HOUR_MS, self._forget)
