"""Keeps something that runs in simulated time at the pace of the wall.

A machine that is too slow for a speed lags behind for a second at most; then the time that it could not
keep up with is given up, and the clock goes on from where the house is. So the clock never jumps, the house
catches up only with what a short stall has cost it, and at too high a speed it goes as fast as it can.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Protocol

from simulator.pace import Pace, wall_s

SLICE_S = 0.02
"""Longest stretch of wall time for which events are run without letting others work."""
_CATCH_UP_SLICES = 50
"""After so many slices in a row (a second) the house admits that it is behind."""


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
