"""Where the devices of a room are, and where people stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from simulator.floor_plan.slots import Slots
from simulator.house import Installed
from simulator.rectangle import Point, Rectangle

_AT_CEILING = frozenset({"alarm", "fan", "lamp", "light_strip", "presence", "smoke"})
"""What hangs in the middle of a room; everything else is at a wall."""
_UNDER_WINDOW = frozenset({"heater"})
_PLACES = 3
"""How many people are seen one by one in a room."""


class Furnished(NamedTuple):
    """Where the devices of a room are, what lies free in it, and where people stand."""

    devices: Mapping[str, Point]
    free: Mapping[str, Point]
    places: tuple[Point, ...]


def furnish(
    outline: Rectangle,
    mark: float,
    devices: Iterable[Installed],
    openings: Mapping[str, Point],
    windows: Sequence[Point],
    free: Sequence[str],
) -> Furnished:
    """Give each device a slot of its own: at its opening, under a window, overhead or at a wall.

    `openings` are the middles of the room's doors and windows in walls, by name, `windows` those of its
    windows, and `free` the openings that have no wall and lie in the room.
    """
    every = list(devices)
    slots = Slots(outline, mark, len(every) + len(free) + 1)
    placed: dict[str, Point] = {}
    at_opening = [each for each in every if each.plan.fitted_to in openings]
    for each in at_opening:
        placed[each.name] = slots.nearest(openings[str(each.plan.fitted_to)])
    heaters = [each for each in every if each.device.icon in _UNDER_WINDOW and windows]
    for number, each in enumerate(heaters):
        placed[each.name] = slots.nearest(windows[number % len(windows)])
    overhead = [each for each in every if each.device.icon in _AT_CEILING and each.name not in placed]
    for each, point in zip(overhead, slots.spread(len(overhead)) if overhead else (), strict=True):
        placed[each.name] = point
    lying = {name: slots.nearest(outline.centre) for name in free}
    ways = list(openings.values())
    for each in every:
        if each.name not in placed:
            placed[each.name] = slots.at_wall(ways)
    places = [slots.nearest(outline.centre) for _ in range(min(_PLACES, len(slots.free)))]
    return Furnished(placed, lying, tuple(places))
