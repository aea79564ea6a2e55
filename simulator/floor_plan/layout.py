"""A plan for a house whose file has none: rows of rooms by their areas, with doors between neighbours.

The same house is always laid out the same. It is a picture to find one's way in, not the architect's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from simulator.house import House
from simulator.rectangle import Rectangle, around

_MOST_ROWS = 4
_SHAPE = 1.25
"""How much wider than deep a house is."""
_DOOR_COST, _WINDOW_COST, _WAY_OUT_COST = 12.0, 3.0, 6.0
_CLIMBS = 2
"""How many of the best divisions into rows have their rooms exchanged."""

Rows = tuple[tuple[str, ...], ...]
Outlines = dict[str, Rectangle]


def lay_out(house: House) -> Outlines:
    """A place for every room, by name."""
    begun = sorted(_divisions(_by_doors(house)), key=lambda rows: (cost(house, _drawn(house, rows)), rows))
    improved = (_improved(house, rows) for rows in begun[:_CLIMBS])
    return min((_drawn(house, rows) for rows in improved), key=lambda outlines: cost(house, outlines))


def cost(house: House, outlines: Outlines) -> float:
    """How bad a plan is: doors without a common wall, openings without an outer one, narrow rooms."""
    doors = (house.rooms_at(door) for door in house.doors.values())
    apart = sum(len(rooms) == 2 and outlines[rooms[0]].shared(outlines[rooms[1]]) is None for rooms in doors)
    whole = around(outlines.values())
    dark = sum(
        not _is_outside(outlines[name], whole, window.faces)
        for name, room in house.rooms.items()
        for window in room.windows.values()
    )
    locked = sum(
        not any(_is_outside(outlines[room], whole, side) for side in ("north", "east", "south", "west"))
        for door in house.doors.values()
        for room in (house.rooms_at(door) if "outside" in door.between else ())
    )
    narrow = sum(max(each.width / each.height, each.height / each.width) - 1 for each in outlines.values())
    return round(apart * _DOOR_COST + dark * _WINDOW_COST + locked * _WAY_OUT_COST + narrow, 6)


def _is_outside(room: Rectangle, whole: Rectangle, side: str) -> bool:
    return side == "roof" or any(
        side == each and room.side(each).at == whole.side(each).at
        for each in ("north", "east", "south", "west")
    )


def _by_doors(house: House) -> list[str]:
    """The room with the most doors first, then what one comes to from there."""
    ways: dict[str, list[str]] = {name: [] for name in house.room_names}
    for _, door in sorted(house.doors.items()):
        rooms = house.rooms_at(door)
        if len(rooms) == 2:
            ways[rooms[0]].append(rooms[1])
            ways[rooms[1]].append(rooms[0])
    order: list[str] = []
    for begin in sorted(ways, key=lambda name: (-len(ways[name]), name)):
        reached = [begin]
        while reached:
            room = reached.pop(0)
            if room not in order:
                order.append(room)
                reached.extend(ways[room])
    return order


def _divisions(order: Sequence[str]) -> Iterator[Rows]:
    """Every way to share the rooms out in this order among a few rows, with the first row in any place."""
    for count in range(min(_MOST_ROWS, len(order))):
        for cuts in combinations(range(1, len(order)), count):
            ends = (0, *cuts, len(order))
            rows = [tuple(order[begin:end]) for begin, end in pairwise(ends)]
            for place in range(len(rows)):
                yield (*rows[1 : place + 1], rows[0], *rows[place + 1 :])


def _improved(house: House, rows: Rows) -> Rows:
    """Exchange two rooms for as long as that makes it better."""
    best = cost(house, _drawn(house, rows))
    for _ in range(sum(map(len, rows)) ** 2):
        cheapest = min(((cost(house, _drawn(house, each)), each) for each in _exchanges(rows)), default=None)
        if cheapest is None or cheapest[0] >= best:
            break
        best, rows = cheapest
    return rows


def _exchanges(rows: Rows) -> Iterator[Rows]:
    for one, other in combinations([room for row in rows for room in row], 2):
        yield tuple(tuple(_exchanged(room, one, other) for room in row) for row in rows)


def _exchanged(room: str, one: str, other: str) -> str:
    return other if room == one else one if room == other else room


def _drawn(house: House, rows: Iterable[Sequence[str]]) -> Outlines:
    """Rows below each other, each as deep as its rooms need, and every room as wide as its area."""
    total = sum(room.area_m2 for room in house.rooms.values())
    width = round((total * _SHAPE) ** 0.5, 2)
    outlines: Outlines = {}
    y = 0.0
    for row in rows:
        height = sum(house.rooms[name].area_m2 for name in row) / width
        x = 0.0
        for name in row:
            end = width if name == row[-1] else x + house.rooms[name].area_m2 / height
            outlines[name] = Rectangle(x, y, end - x, height)
            x = end
        y += height
    return outlines
