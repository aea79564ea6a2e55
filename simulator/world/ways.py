"""Walking through a house: the shortest way, the doors on it, and what can be noticed of it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from simulator.house import OUTSIDE, House
from simulator.quantities import SECOND_MS
from simulator.randomness import Stream

_PASS_MS = (3 * SECOND_MS, 8 * SECOND_MS)
_NOTICED_AFTER_MS = (200, 1200)


@dataclass(frozen=True, slots=True)
class Entered:
    """A person is in another room from now on."""

    at_ms: int
    room: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A person moved so that a motion sensor could notice."""

    at_ms: int
    room: str


@dataclass(frozen=True, slots=True)
class Swung:
    """A person opened or closed a door."""

    at_ms: int
    door: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """A person has arrived where they wanted to be, or goes on differently where they are."""

    at_ms: int
    room: str
    moves_every_ms: int


Step = Entered | Moved | Swung | Settled


class Ways:
    """How one walks through a house."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._neighbours: dict[str, list[tuple[str, str]]] = {}
        for name, door in sorted(house.doors.items()):
            one, other = door.between
            self._neighbours.setdefault(one, []).append((other, name))
            self._neighbours.setdefault(other, []).append((one, name))

    def route(self, start: str, end: str) -> list[tuple[str, str]]:
        """(door, room behind it) for each step of a shortest way; straight there where no door leads."""
        came_from: dict[str, tuple[str, str]] = {}
        waiting = deque([start])
        while waiting and end not in came_from:
            here = waiting.popleft()
            for room, door in self._neighbours.get(here, []):
                if room != start and room not in came_from:
                    came_from[room] = (here, door)
                    waiting.append(room)
        if end not in came_from:
            return [] if start == end else [("", end)]
        steps: list[tuple[str, str]] = []
        room = end
        while room != start:
            before, door = came_from[room]
            steps.append((door, room))
            room = before
        return steps[::-1]

    def is_closed(self, door: str) -> bool:
        """Whether one must open the door to pass, and closes it behind."""
        return bool(door) and self._house.doors[door].stands == "closed"


def walk(start: str, end: str, at_ms: int, ways: Ways, chance: Stream) -> tuple[int, list[Step]]:
    """The way from a room to another: when one arrives, and what happens on the way."""
    steps: list[Step] = []
    route = ways.route(start, end)
    for index, (door, room) in enumerate(route):
        if ways.is_closed(door):
            steps.append(Swung(at_ms, door, True))
            steps.append(Swung(at_ms + chance.integer(4 * SECOND_MS, 12 * SECOND_MS), door, False))
            at_ms += chance.integer(SECOND_MS, 2 * SECOND_MS)
        steps.append(Entered(at_ms, room))
        if room != OUTSIDE:
            steps.append(Moved(at_ms + chance.integer(*_NOTICED_AFTER_MS), room))
        if index + 1 < len(route):
            at_ms += chance.integer(*_PASS_MS)
    return at_ms, steps
