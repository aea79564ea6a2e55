"""What carries heat out of a room besides its walls: leaks, doors and windows, in W/K."""

from __future__ import annotations

from simulator.fixtures import Window
from simulator.room import Room
from simulator.world.openings import Openness

AIR_J_M3K = 1030.0
"""Heat capacity of a cubic metre of air at 850 hPa and 20 °C."""
_AT_ALTITUDE_M = 1491.0
_PER_METRE = 2.25577e-5
_DOOR_OPEN_W_K = 60.0
_DOOR_CLOSED_W_K = 4.0
_OUTER_DOOR_OPEN_W_K = 90.0
_OUTER_DOOR_CLOSED_W_K = 5.0
_WINDOW_OPEN_W_M2K = 60.0


def air_heat_j_m3k(altitude_m: float) -> float:
    """Heat capacity of a cubic metre of air at an altitude (pressure after ISO 2533)."""
    thinner = (1 - _PER_METRE * altitude_m) / (1 - _PER_METRE * _AT_ALTITUDE_M)
    return AIR_J_M3K * float(thinner**5.25588)


def air_loss(room: Room, openness: Openness, air_j_m3k: float = AIR_J_M3K) -> float:
    """Conductance from the air of a room to outdoors: glass, leaks and open windows, in W/K."""
    leaks = room.air_changes_per_hour / 3600 * room.volume_m3 * air_j_m3k
    return leaks + sum(
        _window_loss(window, openness.get(name, 0.0)) for name, window in sorted(room.windows.items())
    )


def door_w_k(open_share: float) -> float:
    """Conductance of a door between two rooms."""
    return _blend(_DOOR_CLOSED_W_K, _DOOR_OPEN_W_K, open_share)


def outer_door_w_k(open_share: float) -> float:
    """Conductance of a door to outdoors."""
    return _blend(_OUTER_DOOR_CLOSED_W_K, _OUTER_DOOR_OPEN_W_K, open_share)


def _window_loss(window: Window, open_share: float) -> float:
    return _blend(window.u_w_m2k, window.u_w_m2k + _WINDOW_OPEN_W_M2K, open_share) * window.area_m2


def _blend(closed: float, opened: float, share: float) -> float:
    return closed + (opened - closed) * share
