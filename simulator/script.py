"""The script of a scenario: what happens at a time, now and then, or when something else becomes so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from simulator.actions import Action, Break, Cause, Go, Handle, Mend, SetProperties, Touch
from simulator.quantities import DAY_MS
from simulator.scenario import Scenario
from simulator.script_entry import Condition, ScriptEntry
from simulator.trace import Event, Trace


class Clock(Protocol):
    """Simulated time, and who does something at a time."""

    @property
    def now_ms(self) -> int:
        """The present, in simulated milliseconds."""

    def at(self, at_ms: int, task: Callable[[], None]) -> None:
        """Do something later."""


class Actor(Clock, Protocol):
    """The engine as a script sees it."""

    trace: Trace

    def submit(self, action: Action) -> None:
        """Ask for something."""


def schedule_script(scenario: Scenario, actor: Actor) -> None:
    """Enter every line of the script that is about the house."""
    for entry in scenario.script:
        if not entry.is_about_the_house:
            continue
        task = partial(_play, entry, actor)
        if entry.when is not None:
            actor.trace.watch(_Watch(entry.when, actor, task).see)
        else:
            schedule(entry, scenario.start, actor, task)


def schedule(entry: ScriptEntry, start: datetime, clock: Clock, task: Callable[[], None]) -> None:
    """Do something whenever the entry's clock says so. To be called at the scenario's start."""
    if entry.every is not None:
        _again_and_again(entry, start, clock, task)
    elif entry.day is not None:
        at_ms = (entry.day - 1) * DAY_MS + (entry.at or 0) - since_midnight_ms(start)
        if at_ms >= 0:
            clock.at(at_ms, task)
    else:
        every_day(start, entry.at or 0, clock, task)


def since_midnight_ms(start: datetime) -> int:
    """How far into its day a scenario begins."""
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    return round((start - midnight).total_seconds() * 1000)


def every_day(start: datetime, at: int, clock: Clock, task: Callable[[], None]) -> None:
    """Do something at a time of day (ms after midnight) for the first time and then each day after it.

    To be called at the scenario's start.
    """

    def come_round() -> None:
        task()
        clock.at(clock.now_ms + DAY_MS, come_round)

    clock.at((at - since_midnight_ms(start)) % DAY_MS, come_round)


def _again_and_again(entry: ScriptEntry, start: datetime, clock: Clock, task: Callable[[], None]) -> None:
    """At every multiple of `every` after midnight, each day anew; within `between` where that is given."""
    first, last = entry.between or (0, DAY_MS - 1)
    for at in range(0, DAY_MS, entry.every or DAY_MS):
        if first <= at <= last:
            every_day(start, at, clock, task)


class _Watch:
    """Waits for a condition: each time that it has held long enough, the task is done once."""

    def __init__(self, condition: Condition, clock: Clock, task: Callable[[], None]) -> None:
        self._condition = condition
        self._clock = clock
        self._task = task
        self._holds = False
        self._times = 0

    def see(self, event: Event) -> None:
        """Something happened."""
        if event.path != self._condition.path:
            return
        held, self._holds = self._holds, self._condition.holds(event.value)
        if self._holds != held:
            self._times += 1
            if self._holds:
                self._clock.at(self._clock.now_ms + self._condition.lasts, partial(self._ripen, self._times))

    def _ripen(self, times: int) -> None:
        if self._holds and self._times == times:
            self._task()


def action_of(entry: ScriptEntry) -> Action:
    """What a line of a script asks for."""
    if entry.person is not None and entry.go is not None:
        return Go(entry.person, entry.go, source="script")
    if entry.room is not None and entry.incident is not None:
        return Cause(entry.room, entry.incident, source="script")
    if entry.fixture is not None:
        return Touch(entry.fixture, entry.hand or "", source="script")
    device = entry.device or ""
    if entry.set is not None:
        return SetProperties(device, entry.set, source="script")
    if entry.breaks is not None:
        return Break(device, entry.breaks, entry.parameters, entry.announced)
    if entry.mends is not None:
        return Mend(device, entry.mends)
    return Handle(device, entry.hand or "", source="script")


def _play(entry: ScriptEntry, actor: Actor) -> None:
    actor.submit(action_of(entry))
