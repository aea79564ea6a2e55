"""Rectangles seen from above, in metres: x grows towards the east, y towards the south."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import hypot
from typing import Literal, NamedTuple

Side = Literal["north", "east", "south", "west"]
SIDES: tuple[Side, ...] = ("north", "east", "south", "west")
_OPPOSITE: tuple[Side, ...] = ("south", "west", "north", "east")
TOUCHING_M = 0.011
"""Walls no farther apart than this are one: files are written to the centimetre."""


class Point(NamedTuple):
    """A point of a plan."""

    x: float
    y: float

    def distance(self, other: Point) -> float:
        """How far away another point is."""
        return hypot(self.x - other.x, self.y - other.y)


class Stretch(NamedTuple):
    """A piece of a rectangle's side: `at` is its y on the north and south side, else its x."""

    side: Side
    at: float
    begins: float
    ends: float

    @property
    def length(self) -> float:
        """How long it is."""
        return self.ends - self.begins

    def point(self, along: float) -> Point:
        """The point at this place along it."""
        return Point(along, self.at) if self.side in ("north", "south") else Point(self.at, along)


class Rectangle(NamedTuple):
    """A rectangle by its north-west corner, its width (west to east) and its height (north to south)."""

    x: float
    y: float
    width: float
    height: float

    @property
    def east(self) -> float:
        """Where it ends in the east."""
        return self.x + self.width

    @property
    def south(self) -> float:
        """Where it ends in the south."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Its middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def overlaps(self, other: Rectangle) -> bool:
        """Whether the two have more than a wall in common."""
        across = min(self.east, other.east) - max(self.x, other.x)
        down = min(self.south, other.south) - max(self.y, other.y)
        return across > TOUCHING_M and down > TOUCHING_M

    def side(self, side: Side) -> Stretch:
        """One of its sides, whole."""
        if side in ("north", "south"):
            return Stretch(side, self.y if side == "north" else self.south, self.x, self.east)
        return Stretch(side, self.x if side == "west" else self.east, self.y, self.south)

    def shared(self, other: Rectangle) -> Stretch | None:
        """The piece of its side at which another rectangle lies, if there is one."""
        for side, opposite in zip(SIDES, _OPPOSITE, strict=True):
            own, theirs = self.side(side), other.side(opposite)
            begins, ends = max(own.begins, theirs.begins), min(own.ends, theirs.ends)
            if abs(own.at - theirs.at) <= TOUCHING_M and ends - begins > TOUCHING_M:
                return own._replace(begins=begins, ends=ends)
        return None

    def outer(self, side: Side, others: Iterable[Rectangle]) -> list[Stretch]:
        """The pieces of a side at which no other rectangle lies."""
        whole = self.side(side)
        covered = (self.shared(other) for other in others)
        taken = sorted((each.begins, each.ends) for each in covered if each is not None and each.side == side)
        return list(_between(whole, taken))


def _between(whole: Stretch, taken: Iterable[tuple[float, float]]) -> Iterator[Stretch]:
    begins = whole.begins
    for start, end in taken:
        if start - begins > TOUCHING_M:
            yield whole._replace(begins=begins, ends=start)
        begins = max(begins, end)
    if whole.ends - begins > TOUCHING_M:
        yield whole._replace(begins=begins)


def around(rectangles: Iterable[Rectangle]) -> Rectangle:
    """The smallest rectangle that holds all of them; there is at least one."""
    every = list(rectangles)
    x, y = min(each.x for each in every), min(each.y for each in every)
    return Rectangle(x, y, max(each.east for each in every) - x, max(each.south for each in every) - y)
