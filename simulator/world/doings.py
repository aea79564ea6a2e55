"""Everything that people do in a house at present, by room."""

from __future__ import annotations

from collections.abc import Iterable

from simulator.doing import NOTHING, Doing, Supply


class Doings:
    """What goes on in each room, under a name of who or what does it."""

    def __init__(self, rooms: Iterable[str]) -> None:
        self._by_room: dict[str, dict[str, tuple[Doing, Supply]]] = {room: {} for room in sorted(rooms)}
        self._together = dict.fromkeys(self._by_room, NOTHING)
        self._room_of: dict[str, str] = {}

    def put(self, who: str, room: str, doing: Doing, supply: Supply) -> list[str]:
        """From now on this goes on there, and nowhere else, under that name; returns the rooms that changed.

        NOTHING, or a room that is none of the house, ends it.
        """
        changed: list[str] = []
        before = self._room_of.pop(who, None)
        if before is not None:
            del self._by_room[before][who]
            changed.append(before)
        if doing != NOTHING and room in self._by_room:
            self._by_room[room][who] = (doing, supply)
            self._room_of[who] = room
            changed.append(room)
        for each in changed:
            going_on = sorted(self._by_room[each].items())
            self._together[each] = Doing.of_all([doing for _, (doing, _) in going_on])
        return changed

    def together(self, room: str) -> Doing:
        """All that people do in a room."""
        return self._together[room]

    def supplied(self) -> list[tuple[Doing, Supply]]:
        """Each doing with what supplies it, in the order of rooms and names."""
        return [each for doings in self._by_room.values() for _, each in sorted(doings.items())]
