"""How bright it is in a room: daylight through its windows, and lamps."""

from __future__ import annotations

from simulator.house import Room
from simulator.world.sun import LUMEN_PER_WATT
from simulator.world.weather import Outdoors

_REACHES_THE_ROOM = 0.05
"""Share of the light on a window that arrives, on average, on the floor-sized plane of the room."""
_LAMP_USED = 0.45
"""Share of a lamp's light that arrives there (room utilisation factor)."""
_SECOND_HAND_M2 = 0.15
"""Daylight of a room without windows, as that of a window of this size facing the sky, through its doors."""


def illuminance_lx(room: Room, outdoors: Outdoors, lamps_lm: float) -> float:
    """Mean illuminance of a room in lux."""
    if outdoors.light.horizontal <= 0 and lamps_lm <= 0:
        return 0.0
    if room.windows:
        glass = sum([window.area_m2 * outdoors.walls[window.faces] for window in room.windows.values()])
    else:
        glass = _SECOND_HAND_M2 * outdoors.light.diffuse
    daylight = glass * LUMEN_PER_WATT * _REACHES_THE_ROOM
    return (daylight + lamps_lm * _LAMP_USED) / room.area_m2


def sun_heat_w(room: Room, outdoors: Outdoors) -> float:
    """Heat of the sun through the windows of a room, in watts."""
    if outdoors.light.horizontal <= 0:
        return 0.0
    return sum([window.area_m2 * window.g * outdoors.walls[window.faces] for window in room.windows.values()])
