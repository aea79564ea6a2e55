"""The people of a house at work: each day is planned at its midnight and then happens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Protocol

from simulator.quantities import DAY_MS
from simulator.randomness import Stream
from simulator.scenario import Scenario
from simulator.trace import Value
from simulator.world.people import Entered, Moved, Step, Swung, Ways, plan_day, walk
from simulator.world.world import World


class Home(Protocol):
    """The engine as its inhabitants see it."""

    @property
    def now_ms(self) -> int:
        """The present, in simulated milliseconds."""

    @property
    def world(self) -> World:
        """The true state of the house."""

    def at(self, at_ms: int, task: Callable[[], None]) -> None:
        """Do something later."""

    def record(self, source: str, path: str, value: Value) -> None:
        """Write down what is so from now on."""

    def stir(self, room: str) -> None:
        """Somebody moved in a room."""

    def swing(self, opening: str, is_open: bool, source: str) -> None:
        """A door or window is opened or closed."""


class Inhabitants:
    """Where everybody is, and the plans of their day."""

    def __init__(self, scenario: Scenario, home: Home) -> None:
        self._scenario = scenario
        self._home = home
        self._ways = Ways(scenario.house)
        start = scenario.start
        since_midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        self._start_ms = round((start - since_midnight).total_seconds() * 1000)
        self._where = {name: person.day[-1].room for name, person in sorted(scenario.people.items())}
        self._sent: dict[str, int] = dict.fromkeys(self._where, 0)

    def begin(self) -> None:
        """Everybody is where they were last night, and the first day begins."""
        for name, room in self._where.items():
            self._home.world.place(name, room)
        self._plan_day(0)
        for name, room in self._where.items():
            self._home.record("people", f"people.{name}.room", room)

    def send(self, person: str, room: str) -> None:
        """Let a person go to a room now and stay there until the next entry of their day."""
        if person not in self._where:
            return
        self._sent[person] += 1
        chance = Stream(self._scenario.seed, f"people.{person}/sent/{self._sent[person]}")
        _, steps = walk(self._where[person], room, self._home.now_ms, self._ways, chance)
        for step in steps:
            self._expect(person, step, step.at_ms)

    def _plan_day(self, day: int) -> None:
        for name, person in sorted(self._scenario.people.items()):
            chance = Stream(self._scenario.seed, f"people.{name}/{day}")
            steps = plan_day(person, day, self._where[name], self._ways, chance)
            for step in steps:
                self._expect(name, step, step.at_ms - self._start_ms)
        self._home.at((day + 1) * DAY_MS - self._start_ms, partial(self._plan_day, day + 1))

    def _expect(self, name: str, step: Step, at_ms: int) -> None:
        if at_ms >= 0:
            self._home.at(at_ms, partial(self._happen, name, step))
        elif isinstance(step, Entered):
            # The run begins in the middle of a day: only where somebody is by then matters.
            self._where[name] = step.room
            self._home.world.place(name, step.room)

    def _happen(self, name: str, step: Step) -> None:
        if isinstance(step, Entered):
            self._enter(name, step.room)
        elif isinstance(step, Swung):
            self._home.swing(step.door, step.is_open, "people")
        elif isinstance(step, Moved) and self._where[name] == step.room:
            self._home.stir(step.room)

    def _enter(self, name: str, room: str) -> None:
        self._where[name] = room
        self._home.world.place(name, room)
        self._home.record("people", f"people.{name}.room", room)
