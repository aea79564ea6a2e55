"""Wall time and simulated time. The only module of the simulator that reads a wall clock.

When the wall clock said `wall_base`, the simulated time was `base`, and since then it has advanced at `speed`
simulated seconds per wall second: simulated = base + speed × (wall − wall_base). Pausing is speed 0.

A machine that is too slow for a speed lags behind for a second at most; then the time that it could not
keep up with is given up, and the clock goes on from where the house is. So the clock never jumps, the house
catches up only with what a short stall has cost it, and at too high a speed it goes as fast as it can.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Protocol

from devices.text import Text
from simulator.errors import SimulatorError

SLOWEST, FASTEST = 0.1, 1000.0
"""The speeds that a live house takes, in simulated seconds per wall second."""
SLICE_S = 0.02
"""Longest stretch of wall time for which events are run without letting others work."""
_CATCH_UP_SLICES = 50
"""After so many slices in a row (a second) the house admits that it is behind."""


_KEEPS_UP = 0.02
"""By what share a house may miss its speed in a second and still be said to keep it."""


class SpeedRefused(SimulatorError):
    """A live house cannot go at that speed. Fields: speed, slowest, fastest."""

    code = "speed_refused"
    words = Text(
        en="A house cannot go at ×{speed}: choose ×{slowest:g} to ×{fastest:g}, and pause it to stand still.",
        fa="خانه با سرعت ×{speed} پیش نمی‌رود: از ×{slowest:g} تا ×{fastest:g} را انتخاب کنید و برای ایستادن، "
        "آن را متوقف کنید.",
    )


def wall_s() -> float:
    """A clock on the wall that never goes backwards, in seconds."""
    return time.monotonic()


def accepted_speed(speed: float) -> float:
    """The speed, if a live house can go at it. Raises SpeedRefused."""
    if not SLOWEST <= speed <= FASTEST:
        raise SpeedRefused(speed=speed, slowest=SLOWEST, fastest=FASTEST)
    return speed


class Pace:
    """The line between wall time (seconds) and simulated time (milliseconds)."""

    def __init__(self, base_ms: int = 0, speed: float = 1.0, clock: Callable[[], float] = wall_s) -> None:
        self._clock = clock
        self._base_ms = float(base_ms)
        self._wall_base_s = clock()
        self._speed = speed
        self._is_paused = False

    @property
    def speed(self) -> float:
        """Simulated seconds per wall second, when not paused."""
        return self._speed

    @property
    def is_paused(self) -> bool:
        """Whether simulated time stands still."""
        return self._is_paused

    @property
    def rate(self) -> float:
        """Simulated seconds per wall second now: 0 when paused."""
        return 0.0 if self._is_paused else self._speed

    def simulated_ms(self) -> int:
        """The simulated time that it should be now."""
        return int(self._exact_ms())

    def wait_s(self, due_ms: int) -> float | None:
        """Wall seconds until a simulated time; None if it never comes at this pace."""
        rate = self.rate
        if rate <= 0:
            return None
        return max(0.0, (due_ms - self._exact_ms()) / 1000 / rate)

    def wall_s_of(self, due_ms: int) -> float | None:
        """What the wall clock says at a simulated time, past or to come; None if it stands still."""
        rate = self.rate
        return self._wall_base_s + (due_ms - self._base_ms) / 1000 / rate if rate > 0 else None

    def set_speed(self, speed: float) -> None:
        """Go on at another speed from now."""
        self._rebase(self._exact_ms())
        self._speed = speed

    def pause(self) -> None:
        """Stand still from now."""
        self._rebase(self._exact_ms())
        self._is_paused = True

    def resume(self) -> None:
        """Go on from now at the speed from before."""
        self._rebase(self._exact_ms())
        self._is_paused = False

    def admit(self, now_ms: int) -> None:
        """Take what was reached as what should be: simulated time that could not be kept up is given up."""
        self._rebase(float(now_ms))

    def _exact_ms(self) -> float:
        return self._base_ms + self.rate * (self._clock() - self._wall_base_s) * 1000

    def _rebase(self, simulated_ms: float) -> None:
        self._base_ms = simulated_ms
        self._wall_base_s = self._clock()


class Speedometer:
    """How fast simulated time really goes by."""

    def __init__(self, pace: Pace, clock: Callable[[], float] = wall_s) -> None:
        self._pace = pace
        self._clock = clock
        self._since = (clock(), 0)
        self.reached = 0.0
        """Simulated seconds per wall second between the last two readings; the wanted speed if almost so."""

    def start(self, now_ms: int) -> None:
        """Measure from this simulated time: the pace is another from now on."""
        self._since = (self._clock(), now_ms)
        self.reached = self._pace.rate

    def read(self, now_ms: int) -> None:
        """The house has come this far."""
        wall, before_ms = self._clock(), self._since[1]
        passed_s = wall - self._since[0]
        self._since = (wall, now_ms)
        if passed_s > 0:
            reached = (now_ms - before_ms) / 1000 / passed_s
            keeps_up = abs(reached - self._pace.rate) <= _KEEPS_UP * self._pace.rate
            self.reached = self._pace.rate if keeps_up else float(f"{reached:.3g}")


class Paced(Protocol):
    """Something that runs in simulated time: an engine."""

    @property
    def now_ms(self) -> int:
        """How far it has come."""

    def next_due_ms(self) -> int | None:
        """When it has something to do next."""

    def run_until(self, at_ms: int) -> None:
        """Let it run."""


class Driver:
    """Runs something at a pace, and wakes early when there is something to do."""

    def __init__(self, paced: Paced, pace: Pace, clock: Callable[[], float] = wall_s) -> None:
        self._paced = paced
        self._pace = pace
        self._clock = clock
        self._woken = asyncio.Event()
        self._commands: list[Callable[[], None]] = []
        self.late_ms = 0
        """How far the simulated time lags behind what the pace asks for, in simulated milliseconds."""
        self.admitted = 0
        """How often the driver had to give up time that it could not keep up with."""

    def wake(self) -> None:
        """The pace changed: look at once."""
        self._woken.set()

    def soon(self, command: Callable[[], None]) -> None:
        """Do something at the present simulated time, once everything before it has happened."""
        self._commands.append(command)
        self._woken.set()

    async def run(self) -> None:
        """Run until cancelled."""
        slices = 0
        while True:
            self._woken.clear()
            is_caught_up = self._run_slice(self._pace.simulated_ms())
            self._run_commands()
            if is_caught_up:
                slices = 0
                await self._rest()
                continue
            slices += 1
            if slices >= _CATCH_UP_SLICES:
                self.admitted += 1
                self._pace.admit(self._paced.now_ms)
                slices = 0
            await asyncio.sleep(0)

    def _run_slice(self, target_ms: int) -> bool:
        """Run what is due, for at most SLICE_S; False if that was not enough."""
        until_s = self._clock() + SLICE_S
        while (due_ms := self._paced.next_due_ms()) is not None and due_ms <= target_ms:
            self._paced.run_until(due_ms)
            if self._clock() >= until_s:
                self.late_ms = target_ms - self._paced.now_ms
                return False
        if target_ms > self._paced.now_ms:
            self._paced.run_until(target_ms)
        self.late_ms = 0
        return True

    def _run_commands(self) -> None:
        commands, self._commands = self._commands, []
        for command in commands:
            command()
            # What follows from it at once comes before the next command: so a recording gives the same.
            self._paced.run_until(self._paced.now_ms)

    async def _rest(self) -> None:
        due_ms = self._paced.next_due_ms()
        wait_s = None if due_ms is None else self._pace.wait_s(due_ms)
        # Not wait_for: in Python 3.11 it loses a cancellation that comes together with the waking.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait_s):
                await self._woken.wait()
