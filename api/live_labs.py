"""The live houses of this process, held to what the database wants."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from api.store.houses import LiveLab
from devices.errors import KhanehError
from simulator.actions import Action
from simulator.engine import Engine
from simulator.live_clock import LiveClock

_log = logging.getLogger("khaneh.house")


class RunningHouse(Protocol):
    """What a live house can be told; `simulator.lab.Lab` is one."""

    @property
    def engine(self) -> Engine:
        """What makes it go."""

    @property
    def clock(self) -> LiveClock:
        """Its clock."""

    @property
    def rate(self) -> float:
        """Simulated seconds that go by in a second now."""

    async def run(self) -> None:
        """Live until cancelled."""

    def act(self, action: Action) -> None:
        """Let something happen in it."""

    def set_speed(self, speed: float) -> None:
        """How many simulated seconds go by in a second."""

    def pause(self) -> None:
        """Stop its clock."""

    def resume(self) -> None:
        """Let its clock go on."""


@dataclass(slots=True)
class _Running:
    house: RunningHouse
    task: asyncio.Task[None]
    speed: float
    paused: bool


class LiveLabs:
    """Starts, stops and paces houses; `make` builds the house of a lab that is wanted."""

    def __init__(self, make: Callable[[LiveLab], RunningHouse]) -> None:
        self._make = make
        self._running: dict[str, _Running] = {}

    async def adopt(self, wanted: Iterable[LiveLab]) -> None:
        """Make what is running what is wanted; a house that broke down is built anew."""
        labs = {lab.id: lab for lab in wanted}
        ending = [name for name, each in self._running.items() if name not in labs or each.task.done()]
        await asyncio.gather(*map(self._stop, ending))
        for lab in labs.values():
            self._start_or_pace(lab)

    def act(self, name: str, action: Action) -> None:
        """Let something happen in a house; nothing happens in one that is not running."""
        running = self._running.get(name)
        if running is not None:
            running.house.act(action)

    def find(self, name: str) -> RunningHouse | None:
        """The house of a lab, if it is running."""
        running = self._running.get(name)
        return None if running is None or running.task.done() else running.house

    async def close(self) -> None:
        """Stop every house."""
        await self.adopt(())

    def _start_or_pace(self, lab: LiveLab) -> None:
        running = self._running.get(lab.id) or self._start(lab)
        if running is None:
            return
        if running.speed != lab.speed:
            running.house.set_speed(lab.speed)
            running.speed = lab.speed
        if running.paused != lab.paused:
            (running.house.pause if lab.paused else running.house.resume)()
            running.paused = lab.paused

    def _start(self, lab: LiveLab) -> _Running | None:
        try:
            house = self._make(lab)
        except KhanehError:
            # One lab's exercise may be gone or broken; the others live on.
            _log.exception("the house of lab %s cannot be built", lab.id)
            return None
        task = asyncio.create_task(house.run(), name=f"lab {lab.id}")
        running = self._running[lab.id] = _Running(house, task, speed=1.0, paused=False)
        return running

    async def _stop(self, name: str) -> None:
        running = self._running.pop(name)
        running.task.cancel()
        (ended,) = await asyncio.gather(running.task, return_exceptions=True)
        if isinstance(ended, Exception):
            _log.error(
                "the house of lab %s broke down; it is built anew if still wanted", name, exc_info=ended
            )
