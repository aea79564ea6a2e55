"""The slots of a room: a grid of places for what stands in it, so that nothing lies on anything else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from simulator.rectangle import Point, Rectangle

_TITLE_SHARE = 0.8
"""How much of a mark's size is kept free at the top of a room for its name."""


class Slots:
    """Slots of a room, each at least `mark` wide and high where the room is large enough for all.

    Two slots are never nearer to each other than the smaller side of a cell of the grid.
    """

    def __init__(self, outline: Rectangle, mark: float, needed: int) -> None:
        title = min(_TITLE_SHARE * mark, outline.height / 3)
        self._inner = outline._replace(y=outline.y + title, height=outline.height - title)
        self.columns, self.rows = _grid(self._inner, mark, needed)
        self._mark = mark
        self._free = [(row, column) for row in range(self.rows) for column in range(self.columns)]
        self._taken: list[Point] = []

    @property
    def free(self) -> list[Point]:
        """What is not taken, row by row from the north-west."""
        return [self._point(each) for each in self._free]

    def nearest(self, target: Point) -> Point:
        """Take the free slot that is nearest to a point."""
        return self._take(min(self._free, key=lambda slot: self._rank(slot, target)))

    def at_wall(self, ways: Sequence[Point]) -> Point:
        """Take the free slot at a wall that is farthest from what is taken and from the ways through doors.

        Where no wall is free any more, it is one inside.
        """
        walled = [slot for slot in self._free if self._is_at_wall(slot)] or self._free
        clear = [slot for slot in walled if not self._is_in_way(slot, ways)] or walled
        return self._take(max(clear, key=lambda slot: (self._farness(slot), [-each for each in slot])))

    def spread(self, count: int) -> list[Point]:
        """Take slots that are evenly spread over the room, the first in the north-west."""
        columns, rows = _even(self._inner, count)
        width, height = self._inner.width / columns, self._inner.height / rows
        return [
            self.nearest(
                Point(
                    self._inner.x + (index % columns + 0.5) * width,
                    self._inner.y + (index // columns + 0.5) * height,
                )
            )
            for index in range(count)
        ]

    def _point(self, slot: tuple[int, int]) -> Point:
        row, column = slot
        width, height = self._inner.width / self.columns, self._inner.height / self.rows
        return Point(
            round(self._inner.x + (column + 0.5) * width, 3),
            round(self._inner.y + (row + 0.5) * height, 3),
        )

    def _take(self, slot: tuple[int, int]) -> Point:
        self._free.remove(slot)
        self._taken.append(self._point(slot))
        return self._point(slot)

    def _rank(self, slot: tuple[int, int], target: Point) -> tuple[float, int, int]:
        return round(self._point(slot).distance(target), 3), *slot

    def _is_at_wall(self, slot: tuple[int, int]) -> bool:
        row, column = slot
        return row in (0, self.rows - 1) or column in (0, self.columns - 1)

    def _is_in_way(self, slot: tuple[int, int], ways: Iterable[Point]) -> bool:
        return any(self._point(slot).distance(way) < self._mark for way in ways)

    def _farness(self, slot: tuple[int, int]) -> float:
        return round(min((self._point(slot).distance(each) for each in self._taken), default=0.0), 3)


def _grid(inner: Rectangle, mark: float, needed: int) -> tuple[int, int]:
    """Columns and rows: as many as there is room for; more, the longer side of a cell first, if needed."""
    columns, rows = max(1, int(inner.width / mark)), max(1, int(inner.height / mark))
    while columns * rows < needed:
        if inner.width / (columns + 1) >= inner.height / (rows + 1):
            columns += 1
        else:
            rows += 1
    return columns, rows


def _even(inner: Rectangle, count: int) -> tuple[int, int]:
    """Columns and rows of nearly square cells for so many."""
    columns = min(range(1, count + 1), key=lambda each: _stretched(inner, each, ceil(count / each)))
    return columns, ceil(count / columns)


def _stretched(inner: Rectangle, columns: int, rows: int) -> float:
    width, height = inner.width / columns, inner.height / rows
    return max(width, height) / min(width, height) * columns * rows
