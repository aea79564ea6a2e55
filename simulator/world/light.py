"""How bright it is in a room: daylight through its windows, and lamps."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.room import Room
from simulator.world.sun import LUMEN_PER_WATT
from simulator.world.weather import Sky

_REACHES_THE_ROOM = 0.05
"""Share of the light on a window that arrives, on average, on the floor-sized plane of the room."""
_REACHES_FROM_ABOVE = 0.6
"""The same of light on glass in a roof, as of a greenhouse with its glass and its bars."""
_LAMP_USED = 0.45
"""Share of a lamp's light that arrives there (room utilisation factor)."""
_SECOND_HAND_M2 = 0.15
"""Daylight of a room without windows, as that of a window of this size facing the sky, through its doors."""

SHADE_TAKES = 0.92
"""Share of light and heat that a closed shutter outside the glass keeps out."""

Shade = Mapping[str, float]
"""For each window, how much of it is shaded, 0 to 1."""
UNSHADED: Shade = {}


def illuminance_lx(room: Room, sky: Sky, lamps_lm: float, shade: Shade = UNSHADED) -> float:
    """Mean illuminance of a room in lux."""
    if sky.light.horizontal <= 0 and lamps_lm <= 0:
        return 0.0
    if room.windows:
        arriving_w = _through_windows(room, sky, shade)
    else:
        arriving_w = _SECOND_HAND_M2 * sky.light.diffuse * _REACHES_THE_ROOM
    daylight = arriving_w * LUMEN_PER_WATT
    return (daylight + lamps_lm * _LAMP_USED) / room.area_m2


def _through_windows(room: Room, sky: Sky, shade: Shade) -> float:
    return sum(
        [
            (_REACHES_FROM_ABOVE if window.faces == "roof" else _REACHES_THE_ROOM)
            * window.area_m2
            * sky.walls[window.faces]
            * (1 - SHADE_TAKES * shade.get(name, 0.0))
            for name, window in room.windows.items()
        ]
    )
