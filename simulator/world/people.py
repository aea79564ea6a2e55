"""People: where they go on a day, which doors they open on the way, and when they move."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from simulator.daily_life import Person, Visits
from simulator.house import OUTSIDE, House
from simulator.quantities import DAY_MS, SECOND_MS
from simulator.randomness import Stream

_PASS_MS = (3 * SECOND_MS, 8 * SECOND_MS)
_NOTICED_AFTER_MS = (200, 1200)
_SHORTEST_PAUSE_MS = 2 * SECOND_MS
_GAP_MS = 60 * SECOND_MS


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


Step = Entered | Moved | Swung


@dataclass(frozen=True, slots=True)
class _Errand:
    at_ms: int
    room: str
    moves_every_ms: int


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


def plan_day(person: Person, day: int, begins_in: str, ways: Ways, chance: Stream) -> list[Step]:
    """Everything a person does on a day (0 is the first of the run), in order of time."""
    errands = _with_visits(_stays(person, day, begins_in, chance), person.visits, day, chance)
    steps: list[Step] = []
    here = begins_in
    for index, errand in enumerate(errands):
        until_ms = errands[index + 1].at_ms if index + 1 < len(errands) else (day + 1) * DAY_MS
        arrived_ms, walked = walk(here, errand.room, errand.at_ms, ways, chance)
        steps += walked
        steps += _movements(errand, arrived_ms, until_ms, chance)
        here = errand.room
    return sorted(steps, key=lambda step: step.at_ms)


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


def _stays(person: Person, day: int, begins_in: str, chance: Stream) -> list[_Errand]:
    last = person.day[-1]
    errands = [_Errand(day * DAY_MS, begins_in, last.moves_every)]
    for stay in person.day:
        shift_ms = round(chance.normal(stay.spread / 2))
        at_ms = day * DAY_MS + stay.at + max(-stay.spread, min(stay.spread, shift_ms))
        after_the_last = errands[-1].at_ms + _GAP_MS
        errands.append(_Errand(max(at_ms, after_the_last), stay.room, stay.moves_every))
    return [errand for errand in errands if errand.at_ms < (day + 1) * DAY_MS]


def _with_visits(
    errands: list[_Errand], visits: tuple[Visits, ...], day: int, chance: Stream
) -> list[_Errand]:
    """The day with its visits; one that does not fit into a single stay at home is left out."""
    for visit in visits:
        for _ in range(chance.integer(*visit.times)):
            begins_ms = day * DAY_MS + chance.integer(*visit.between)
            ends_ms = begins_ms + chance.integer(*visit.stay)
            errands = _inserted(errands, visit, begins_ms, ends_ms, (day + 1) * DAY_MS)
    return errands


def _inserted(
    errands: list[_Errand], visit: Visits, begins_ms: int, ends_ms: int, midnight_ms: int
) -> list[_Errand]:
    for index, errand in enumerate(errands):
        until_ms = errands[index + 1].at_ms if index + 1 < len(errands) else midnight_ms
        fits = errand.at_ms + _GAP_MS <= begins_ms and ends_ms + _GAP_MS <= until_ms
        if fits and errand.room not in (OUTSIDE, visit.room):
            there = _Errand(begins_ms, visit.room, visit.moves_every)
            back = _Errand(ends_ms, errand.room, errand.moves_every_ms)
            return [*errands[: index + 1], there, back, *errands[index + 1 :]]
    return errands


def _movements(errand: _Errand, arrived_ms: int, until_ms: int, chance: Stream) -> Iterator[Step]:
    if errand.room == OUTSIDE:
        return
    at_ms = arrived_ms
    while True:
        at_ms += max(_SHORTEST_PAUSE_MS, round(chance.exponential(errand.moves_every_ms)))
        if at_ms >= until_ms:
            return
        yield Moved(at_ms, errand.room)
