"""What the sun gives a room through its glass, and what its outside loses to the sky."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from simulator.room import Room
from simulator.world.light import SHADE_TAKES, UNSHADED, Shade
from simulator.world.sky import Sky

_TURNED_DEGREES = {"north": 0.0, "east": 90.0, "south": 180.0, "west": 270.0}
_NOTHING = dict.fromkeys((*_TURNED_DEGREES, "roof"), 0.0)
_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
_BY_COSINE = (
    (0.0, 0.0),
    (0.1736, 0.342),
    (0.342, 0.658),
    (0.5, 0.842),
    (0.6428, 0.934),
    (0.766, 0.974),
    (1.0, 1.0),
)
"""Solar gain of double clear glass by the cosine of incidence, as a share of that straight on; and from all
sides at once (ASHRAE Handbook of Fundamentals, chapter 15, uncoated double glazing of 3 mm)."""
_FROM_ALL_SIDES = 0.868
_EMITTED_W_M2K4 = 0.9 * 5.670374e-8
"""By a usual surface, for each kelvin to the fourth."""
_ICE_K = 273.15


def through_glass(sky: Sky) -> Mapping[str, float]:
    """What a window lets in if its g is 1, by the compass direction that it faces or `roof`, in W/m².

    `g` is measured straight on; of slanting light more is reflected.
    """
    if sky.light.horizontal <= 0:
        return _NOTHING
    through = {faces: _through_pane(faces, sky) for faces in _TURNED_DEGREES}
    return {**through, "roof": _through_roof(sky)}


def sun_heat_w(room: Room, through: Mapping[str, float], shade: Shade = UNSHADED) -> float:
    """Heat of the sun through the windows of a room in watts, of what `through_glass` says."""
    return sum(
        [
            window.area_m2 * window.g * through[window.faces] * (1 - SHADE_TAKES * shade.get(name, 0.0))
            for name, window in room.windows.items()
        ]
    )


def _through_pane(faces: str, sky: Sky) -> float:
    # The wall turned away from the sun gets as much from sky and ground: the rest comes from the sun.
    straight = max(0.0, sky.walls[faces] - sky.walls[_OPPOSITE[faces]])
    if straight <= 0:
        return sky.walls[faces] * _FROM_ALL_SIDES
    turned = math.radians(sky.sun.azimuth - _TURNED_DEGREES[faces])
    cosine = math.cos(math.radians(sky.sun.elevation)) * math.cos(turned)
    return straight * glass_passes(cosine) + (sky.walls[faces] - straight) * _FROM_ALL_SIDES


def _through_roof(sky: Sky) -> float:
    straight = sky.light.horizontal - sky.light.diffuse
    return straight * glass_passes(sky.sun.sine) + sky.light.diffuse * _FROM_ALL_SIDES


def glass_passes(cosine: float) -> float:
    """Solar gain at a cosine of incidence, as a share of that straight on."""
    if cosine <= 0:
        return 0.0
    for (before, share), (after, more) in pairwise(_BY_COSINE):
        if cosine <= after:
            return share + (more - share) * (cosine - before) / (after - before)
    return 1.0


def lost_to_sky_w_m2(sky: Sky) -> float:
    """What a surface as warm as the air that sees only sky radiates more than it receives, in W/m²."""
    return _EMITTED_W_M2K4 * ((sky.temperature_c + _ICE_K) ** 4 - (sky.sky_temperature_c + _ICE_K) ** 4)
