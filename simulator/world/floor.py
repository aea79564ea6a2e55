"""Water on the floors of rooms: it stands there until it dries or somebody wipes it up."""

from __future__ import annotations

from simulator.house import House

_PUDDLE_L_M2 = 2.0
"""How deep water stands on a level floor before it spreads: 2 mm."""
_DRIES_L_M2_H = 0.1
"""Over still air of usual humidity."""
_FILM_L = 0.05
"""What no leak sensor notices any more."""


class Floors:
    """The water on every floor of a house, in litres."""

    def __init__(self, house: House) -> None:
        self._area_m2 = {name: house.rooms[name].area_m2 for name in house.room_names}
        self._water_l = dict.fromkeys(house.room_names, 0.0)
        self._moisture_g_h: dict[str, float] = {}

    def spill(self, room: str, litres: float) -> None:
        """So much runs out onto a floor."""
        self._water_l[room] += litres

    def wipe(self, room: str) -> None:
        """A hand takes up all of it."""
        self._water_l[room] = 0.0

    def is_wet(self, room: str) -> bool:
        """Whether water stands on a floor."""
        return self._water_l[room] > _FILM_L

    def water_l(self, room: str) -> float:
        """How much stands on a floor."""
        return self._water_l[room]

    def step(self, hours: float) -> None:
        """Let the floors dry for so many hours."""
        self._moisture_g_h = {}
        for room, water_l in self._water_l.items():
            if water_l > 0:
                wet_m2 = min(self._area_m2[room], water_l / _PUDDLE_L_M2)
                dried_l = min(water_l, wet_m2 * _DRIES_L_M2_H * hours)
                self._water_l[room] = water_l - dried_l
                self._moisture_g_h[room] = 1000 * dried_l / hours

    def moisture_g_h(self, room: str) -> float:
        """What a floor gave to the air in the last step; evaporating it took up heat."""
        return self._moisture_g_h.get(room, 0.0)
