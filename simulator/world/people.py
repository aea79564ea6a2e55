"""People: everything that they do of their own accord on a day, in order of time."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.daily_life import Person
from simulator.house import OUTSIDE
from simulator.quantities import DAY_MS, SECOND_MS
from simulator.randomness import Stream
from simulator.world.errands import errands_of
from simulator.world.ways import Moved, Settled, Step, Ways, walk

_SHORTEST_PAUSE_MS = 2 * SECOND_MS


def plan_day(person: Person, day: int, start: str, ways: Ways, chance: Stream) -> list[Step]:
    """Everything a person does on a day (0 is the first of the run) that begins in the room `start`."""
    errands = errands_of(person, day, start, chance)
    steps: list[Step] = []
    here = start
    for index, errand in enumerate(errands):
        until_ms = errands[index + 1].at_ms if index + 1 < len(errands) else (day + 1) * DAY_MS
        arrived_ms, walked = walk(here, errand.room, errand.at_ms, ways, chance)
        steps += walked
        steps.append(Settled(arrived_ms, errand.room, errand.moves_every_ms))
        if errand.room != OUTSIDE:
            steps += movements(errand.room, errand.moves_every_ms, arrived_ms, until_ms, chance)
        here = errand.room
    return sorted(steps, key=lambda step: step.at_ms)


def movements(room: str, every_ms: int, from_ms: int, until_ms: int, chance: Stream) -> Iterator[Moved]:
    """When somebody in a room moves so that it can be noticed."""
    at_ms = from_ms
    while True:
        at_ms += max(_SHORTEST_PAUSE_MS, round(chance.exponential(every_ms)))
        if at_ms >= until_ms:
            return
        yield Moved(at_ms, room)
