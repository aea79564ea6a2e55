"""The script of a scenario: what happens every day at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Protocol

from simulator.actions import Action, Go, Handle, SetProperties
from simulator.daily_life import ScriptEntry
from simulator.quantities import DAY_MS
from simulator.scenario import Scenario


class Clock(Protocol):
    """Simulated time, and who does something at a time."""

    @property
    def now_ms(self) -> int:
        """The present, in simulated milliseconds."""

    def at(self, at_ms: int, task: Callable[[], None]) -> None:
        """Do something later."""


class Actor(Clock, Protocol):
    """The engine as a script sees it."""

    def submit(self, action: Action) -> None:
        """Ask for something."""


def schedule_script(scenario: Scenario, actor: Actor) -> None:
    """Enter every line of the script that is about the house."""
    for entry in scenario.script:
        if entry.is_about_the_house:
            every_day(scenario.start, entry.at, actor, partial(_play, entry, actor))


def every_day(start: datetime, at: int, clock: Clock, task: Callable[[], None]) -> None:
    """Do something at a time of day (ms after midnight) for the first time and then each day after it.

    To be called at the scenario's start.
    """
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    begun_ms = round((start - midnight).total_seconds() * 1000)

    def come_round() -> None:
        task()
        clock.at(clock.now_ms + DAY_MS, come_round)

    clock.at((at - begun_ms) % DAY_MS, come_round)


def action_of(entry: ScriptEntry) -> Action:
    """What a line of a script asks for."""
    if entry.person is not None and entry.go is not None:
        return Go(entry.person, entry.go, source="script")
    device = entry.device or ""
    if entry.set is not None:
        return SetProperties(device, entry.set, source="script")
    return Handle(device, entry.hand or "", source="script")


def _play(entry: ScriptEntry, actor: Actor) -> None:
    actor.submit(action_of(entry))
