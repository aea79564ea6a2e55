"""The heat of a house: its rooms as a network of air and mass, two nodes a room."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.fixtures import Door, Window
from simulator.house import OUTSIDE, House, Room
from simulator.world.thermal import Network, Transition

AIR_J_M3K = 1030.0
"""Heat capacity of a cubic metre of air at 850 hPa and 20 °C."""
_FURNISHED = 5.0
"""Furniture and the skin of the walls follow the air: a multiple of the air's own capacity."""
_MASS_J_M2K = 165_000.0
"""Masonry that follows within hours, per m² of floor (ISO 13790, class medium)."""
_AIR_TO_MASS_W_M2K = 9.0
"""Exchange between air and mass, per m² of floor."""
_DOOR_OPEN_W_K = 60.0
_DOOR_CLOSED_W_K = 4.0
_OUTER_DOOR_OPEN_W_K = 90.0
_OUTER_DOOR_CLOSED_W_K = 5.0
_WINDOW_OPEN_W_M2K = 60.0

Openness = Mapping[str, float]
"""For each door or window, the share of a step during which it stood open, 0 to 1."""


class RoomHeat:
    """Air and mass temperatures of every room in °C, moved on by steps of fixed length."""

    def __init__(self, house: House, step_s: float, air_c: float) -> None:
        self._house = house
        self._step_s = step_s
        self._rooms = house.room_names
        self._node = {room: 2 * index for index, room in enumerate(self._rooms)}
        self._temperatures = [air_c] * (2 * len(self._rooms))
        self._solved: dict[tuple[tuple[str, float], ...], Transition] = {}

    def temperature(self, room: str) -> float:
        """The air of a room, in °C."""
        return self._temperatures[self._node[room]]

    def step(self, powers_w: Mapping[str, float], outdoor_c: float, openness: Openness) -> None:
        """Move on by one step; `powers_w` is the heat given to the air of each room."""
        powers = [0.0] * len(self._temperatures)
        for room, power_w in powers_w.items():
            powers[self._node[room]] = power_w
        self._temperatures = self._transition(openness).step(self._temperatures, powers, outdoor_c)

    def _transition(self, openness: Openness) -> Transition:
        # A quarter of a step is fine enough for a door, and keeps the number of solved states small.
        key = tuple((name, round(share * 4) / 4) for name, share in sorted(openness.items()) if share > 0)
        if key not in self._solved:
            self._solved[key] = self._network(dict(key)).transition(self._step_s)
        return self._solved[key]

    def _network(self, openness: Openness) -> Network:
        rooms = [self._house.rooms[name] for name in self._rooms]
        capacity: list[float] = []
        outdoors: list[float] = []
        between: dict[tuple[int, int], float] = {}
        for index, room in enumerate(rooms):
            capacity += [room.volume_m3 * AIR_J_M3K * _FURNISHED, room.area_m2 * _MASS_J_M2K]
            outdoors += [air_loss(room, openness), mass_loss(room)]
            between[2 * index, 2 * index + 1] = air_to_mass(room)
        for name, door in sorted(self._house.doors.items()):
            self._connect(door, openness.get(name, 0.0), outdoors, between)
        return Network(tuple(capacity), tuple(outdoors), between)

    def _connect(
        self, door: Door, open_share: float, outdoors: list[float], between: dict[tuple[int, int], float]
    ) -> None:
        inside = sorted(self._node[room] for room in door.between if room != OUTSIDE)
        if len(inside) == 1:
            outdoors[inside[0]] += _blend(_OUTER_DOOR_CLOSED_W_K, _OUTER_DOOR_OPEN_W_K, open_share)
        elif len(inside) == 2:
            pair = (inside[0], inside[1])
            between[pair] = between.get(pair, 0.0) + _blend(_DOOR_CLOSED_W_K, _DOOR_OPEN_W_K, open_share)


def air_to_mass(room: Room) -> float:
    """Conductance between the air of a room and its masonry, in W/K."""
    return room.area_m2 * _AIR_TO_MASS_W_M2K


def mass_loss(room: Room) -> float:
    """Conductance from the masonry of a room through its outer walls, in W/K."""
    return room.outer_wall_m2 * room.wall_u_w_m2k


def air_loss(room: Room, openness: Openness) -> float:
    """Conductance from the air of a room to outdoors: glass, leaks and open windows, in W/K."""
    leaks = room.air_changes_per_hour / 3600 * room.volume_m3 * AIR_J_M3K
    return leaks + sum(
        _window_loss(window, openness.get(name, 0.0)) for name, window in sorted(room.windows.items())
    )


def _window_loss(window: Window, open_share: float) -> float:
    return _blend(window.u_w_m2k, window.u_w_m2k + _WINDOW_OPEN_W_M2K, open_share) * window.area_m2


def _blend(closed: float, opened: float, share: float) -> float:
    return closed + (opened - closed) * share
