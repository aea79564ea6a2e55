"""The live houses of this process, held to what the database wants."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from api.store.houses import LiveLab
from devices.errors import KhanehError
from simulator.actions import Action
from simulator.engine import Engine
from simulator.live_clock import LiveClock

_log = logging.getLogger("khaneh.house")

_MOST_WAITING = 100
"""Actions that are kept for a house that is coming up."""


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


class Build(Protocol):
    """Builds the house of a lab: as it was when it was left, or `anew`. Raises KhanehError."""

    def __call__(self, lab: LiveLab, *, anew: bool) -> Awaitable[RunningHouse]:
        """See the class."""


@dataclass(slots=True)
class _Running:
    lab: LiveLab
    """As it is wanted now."""
    task: asyncio.Task[None]
    house: RunningHouse | None = None
    """None while it is coming up."""
    speed: float = 1.0
    paused: bool = False

    def pace(self) -> None:
        """Make the house's pace the one that is wanted."""
        house, lab = self.house, self.lab
        if house is None:
            return
        if self.speed != lab.speed:
            house.set_speed(lab.speed)
            self.speed = lab.speed
        if self.paused != lab.paused:
            (house.pause if lab.paused else house.resume)()
            self.paused = lab.paused


class LiveLabs:
    """Starts, stops and paces houses; `came_up` is called with the lab whose house has begun to live."""

    def __init__(self, build: Build, came_up: Callable[[str], None]) -> None:
        self._build = build
        self._came_up = came_up
        self._running: dict[str, _Running] = {}
        self._begin_anew: set[str] = set()
        self._waiting: dict[str, list[Action]] = {}

    @property
    def living(self) -> list[str]:
        """The labs whose houses live, those that are coming up included."""
        return sorted(self._running)

    async def adopt(self, wanted: Iterable[LiveLab], spared: Collection[str] = ()) -> None:
        """Make what is running what is wanted; a house that broke down is built anew, and so is one reset.

        What runs in a lab that is `spared` goes on, wanted or not.
        """
        labs = {lab.id: lab for lab in wanted}
        known = {*labs, *spared}
        self._waiting = {name: actions for name, actions in self._waiting.items() if name in known}
        await asyncio.gather(*map(self._stop, [*self._ending(labs, spared)]))
        for lab in labs.values():
            running = self._running.get(lab.id) or self._start(lab)
            running.lab = lab
            running.pace()

    def act(self, name: str, action: Action) -> None:
        """Let something happen in a house, at the latest when it has come up."""
        house = self.find(name)
        if house is not None:
            house.act(action)
        elif len(waiting := self._waiting.setdefault(name, [])) < _MOST_WAITING:
            waiting.append(action)

    def find(self, name: str) -> RunningHouse | None:
        """The house of a lab, if it lives."""
        running = self._running.get(name)
        return None if running is None or running.task.done() else running.house

    async def close(self) -> None:
        """Stop every house."""
        await self.adopt(())

    def _ending(self, labs: Mapping[str, LiveLab], spared: Collection[str]) -> Iterable[str]:
        for name, running in self._running.items():
            if running.task.done() or (name not in labs and name not in spared):
                yield name
            elif name in labs and labs[name].beginning != running.lab.beginning:
                self._begin_anew.add(name)
                yield name

    def _start(self, lab: LiveLab) -> _Running:
        task = asyncio.create_task(self._live(lab.id), name=f"lab {lab.id}")
        running = self._running[lab.id] = _Running(lab, task)
        return running

    async def _live(self, name: str) -> None:
        running = self._running[name]
        anew = name in self._begin_anew
        self._begin_anew.discard(name)
        house = await self._build(running.lab, anew=anew)
        running.house = house
        running.pace()
        for action in self._waiting.pop(name, ()):
            house.act(action)
        self._came_up(name)
        await house.run()

    async def _stop(self, name: str) -> None:
        running = self._running.pop(name)
        running.task.cancel()
        (ended,) = await asyncio.gather(running.task, return_exceptions=True)
        if isinstance(ended, KhanehError):
            # One lab's exercise may be gone or broken; the others live on.
            _log.error("the house of lab %s cannot be built: %s", name, ended)
        elif isinstance(ended, Exception):
            # What led there would lead there again.
            self._begin_anew.add(name)
            _log.error("the house of lab %s broke down; it begins anew if still wanted", name, exc_info=ended)
