"""How air flows through a house: leaks, open doors and windows, fans. In cubic metres an hour.

The flows through openings carry the same heat that `rooms.py` counts for them.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulator.house import House
from simulator.world.openings import Openness
from simulator.world.thermal import Network

_WINDOW_M3_H_M2 = 210.0
"""Through a window that stands open, per m² of its area: 60 W/K of heat."""
_DOOR_OPEN_M3_H = 210.0
_DOOR_CLOSED_M3_H = 12.0
"""Under and around a closed door."""
_OUTER_DOOR_OPEN_M3_H = 315.0

Flows = Mapping[str, float]
"""For each room, a flow in m³/h."""
NO_FLOWS: Flows = {}


class Airways:
    """The rooms of a house as a network of volumes, for any state of its doors, windows and fans."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._rooms = house.room_names
        self._node = {room: index for index, room in enumerate(self._rooms)}
        self._volumes = tuple(house.rooms[room].volume_m3 for room in self._rooms)

    def to_outdoors(self, openness: Openness, fresh: Flows = NO_FLOWS) -> tuple[float, ...]:
        """What each room exchanges with the air outside, rooms in the order of their names."""
        exchanged = [self._leaks_and_windows(room, openness) + fresh.get(room, 0.0) for room in self._rooms]
        for name, door in sorted(self._house.doors.items()):
            inside = self._house.rooms_at(door)
            if len(inside) == 1:
                exchanged[self._node[inside[0]]] += openness.get(name, 0.0) * _OUTER_DOOR_OPEN_M3_H
        return tuple(exchanged)

    def network(self, leaving: tuple[float, ...], openness: Openness) -> Network:
        """The rooms joined by their doors; `leaving` is what each loses to outdoors, walls and filters."""
        between: dict[tuple[int, int], float] = {}
        for name, door in sorted(self._house.doors.items()):
            inside = [self._node[room] for room in self._house.rooms_at(door)]
            if len(inside) == 2 and inside[0] != inside[1]:
                pair, share = (inside[0], inside[1]), openness.get(name, 0.0)
                flow = _DOOR_CLOSED_M3_H + (_DOOR_OPEN_M3_H - _DOOR_CLOSED_M3_H) * share
                between[pair] = between.get(pair, 0.0) + flow
        return Network(self._volumes, leaving, between)

    def _leaks_and_windows(self, room: str, openness: Openness) -> float:
        plan = self._house.rooms[room]
        windows = sum(
            [
                openness.get(name, 0.0) * window.area_m2 * _WINDOW_M3_H_M2
                for name, window in sorted(plan.windows.items())
            ]
        )
        return plan.air_changes_per_hour * plan.volume_m3 + windows
