"""Doors and windows of a floor plan: each on a wall that it can be in, evenly spread along it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Literal, NamedTuple

from simulator.fixtures import Window
from simulator.house import House
from simulator.rectangle import Point, Rectangle, Side, Stretch, around

DOOR_M, GATE_M = 0.9, 2.6
WINDOW_HEIGHT_M = 1.4
_LEAST_SHARE = 0.045
"""How wide an opening is at least, as a share of the whole plan: what can still be seen and clicked at."""
_WALL_SHARE = 0.85
"""How much of a wall its openings take up at most."""
_WAY_IN: tuple[Side, ...] = ("south", "east", "west", "north")
"""Where a door to the outside is put rather, of walls with as much room."""


Turn = Literal["left", "right"]


class Placed(NamedTuple):
    """An opening in a wall. A door turns on `begins`, to this side of who looks from there to `ends`."""

    begins: Point
    ends: Point
    turns: Turn = "left"


class _Wanted(NamedTuple):
    name: str
    width: float
    into: Rectangle
    """The room that a door opens into."""


def place_openings(house: House, outlines: Mapping[str, Rectangle]) -> dict[str, Placed]:
    """Every opening that has a wall to be in, by name."""
    walls = _Walls(outlines)
    for room_name, room in sorted(house.rooms.items()):
        for name, window in sorted(room.windows.items()):
            walls.put_window(room_name, name, window)
    ways = Counter(chain.from_iterable(house.rooms_at(door) for door in house.doors.values()))
    for name, door in sorted(house.doors.items()):
        walls.put_door(house.rooms_at(door), name, GATE_M if is_gate(house, name) else DOOR_M, ways)
    return dict(sorted(walls.placed()))


def is_gate(house: House, name: str) -> bool:
    """Whether a car passes: a motor moves it."""
    return any(
        each.plan.fitted_to == name and each.device.icon == "garage" for each in house.installed.values()
    )


class _Walls:
    """What stands in each stretch of wall."""

    def __init__(self, outlines: Mapping[str, Rectangle]) -> None:
        self._outlines = outlines
        self._least = _LEAST_SHARE * max(around(outlines.values())[2:])
        self._stretches: dict[Stretch, list[_Wanted]] = {}

    def put_window(self, room: str, name: str, window: Window) -> None:
        """Put a window into the outer wall of its side, if the room has one there."""
        if window.faces != "roof":
            self._put(self._outer(room, (window.faces,)), name, window.area_m2 / WINDOW_HEIGHT_M, room)

    def put_door(self, rooms: list[str], name: str, width: float, ways: Mapping[str, int]) -> None:
        """Put a door into the wall between two rooms, or into an outer one."""
        if len(rooms) == 2:
            first, second = rooms
            shared = self._outlines[first].shared(self._outlines[second])
            # One enters a room from a corridor: the one with fewer doors, or the smaller.
            into = min(rooms, key=lambda room: (ways[room], self._area(room), room))
            self._put([shared] if shared else [], name, width, into)
        elif rooms:
            self._put(self._outer(rooms[0], _WAY_IN), name, width, rooms[0])

    def placed(self) -> Iterator[tuple[str, Placed]]:
        """Every opening with the piece of wall that it takes up."""
        return chain.from_iterable(_along(stretch, wanted) for stretch, wanted in self._stretches.items())

    def _area(self, room: str) -> float:
        return self._outlines[room].width * self._outlines[room].height

    def _outer(self, room: str, sides: Iterable[Side]) -> list[Stretch]:
        others = [each for name, each in self._outlines.items() if name != room]
        return list(chain.from_iterable(self._outlines[room].outer(side, others) for side in sides))

    def _put(self, stretches: Iterable[Stretch], name: str, width: float, into: str) -> None:
        """Into the stretch with the most room left, the first of them where they have as much."""
        roomiest = max(stretches, key=self._left, default=None)
        if roomiest is not None:
            wanted = _Wanted(name, max(width, self._least), self._outlines[into])
            self._stretches.setdefault(roomiest, []).append(wanted)

    def _left(self, stretch: Stretch) -> float:
        taken = sum(each.width for each in self._stretches.get(stretch, ()))
        return round(stretch.length - taken, 2)


def _along(stretch: Stretch, wanted: list[_Wanted]) -> Iterator[tuple[str, Placed]]:
    """Evenly spread, and narrower where the wall is too short for all."""
    whole = sum(each.width for each in wanted)
    shrink = min(1.0, _WALL_SHARE * stretch.length / whole)
    gap = (stretch.length - whole * shrink) / (len(wanted) + 1)
    along = stretch.begins
    for each in wanted:
        begins, ends = along + gap, along + gap + each.width * shrink
        along = ends
        yield each.name, _turned(stretch.point(begins), stretch.point(ends), each.into)


def _turned(begins: Point, ends: Point, into: Rectangle) -> Placed:
    """Opening into a room; in a wall that runs south, from the south end, clear of the words at its top."""
    if begins.x == ends.x:
        begins, ends = sorted((begins, ends), key=lambda point: -point.y)
        return Placed(begins, ends, "left" if into.centre.x < begins.x else "right")
    # Who looks to the east has the north on the left.
    begins, ends = sorted((begins, ends), reverse=into.centre.y > begins.y)
    return Placed(begins, ends)
