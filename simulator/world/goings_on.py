"""What goes on in the rooms of a house: devices at work, people and what they do, mishaps.

It stands still until somebody interferes, so what follows from it is worked out once.
"""

from __future__ import annotations

from typing import NamedTuple

from devices.effect import Effect, sum_of_sounds
from simulator.doing import Doing, Supply
from simulator.given import Given
from simulator.house import OUTSIDE, House
from simulator.incidents import Incident
from simulator.world.air import PERSON_CO2_L_H, PERSON_G_H
from simulator.world.doings import Doings

_PERSON_W = 75.0
_QUIET_DB = 30.0
_TALK_DB = 52.0
_THROUGH_A_DOOR_DB = 25.0
"""How much quieter a sound is in the rooms next door."""


class Outcome(NamedTuple):
    """What all that goes on in a room gives to it."""

    heat_w: float
    """To its air; what hot water brings to its radiators comes beside that."""
    given: Given
    sound_db: float
    is_wet: bool


class GoingsOn:
    """Who and what is at work in each room now."""

    def __init__(self, house: House) -> None:
        self._house = house
        rooms = house.room_names
        self._effects: dict[str, dict[str, Effect]] = {room: {} for room in rooms}
        self._together = dict.fromkeys(rooms, Effect())
        self._people: dict[str, str] = {}
        self._crowd = dict.fromkeys(rooms, 0)
        self._incidents: dict[str, list[Incident]] = {room: [] for room in rooms}
        self._doings = Doings(rooms)
        self._next_door = {room: _neighbours(house, room) for room in rooms}
        self.radiators_w: dict[str, float] = {}
        """What hot water brings into each room that has radiators."""
        self._outcomes: dict[str, Outcome] = {}

    def together(self, room: str) -> Effect:
        """What all devices of a room do."""
        return self._together[room]

    def flows(self, of: str) -> dict[str, float]:
        """One of the flows of `Effect`, by the rooms in which there is any."""
        found = {room: float(getattr(effect, of)) for room, effect in self._together.items()}
        return {room: flow for room, flow in found.items() if flow}

    def people_in(self, room: str) -> int:
        """How many are in a room."""
        return self._crowd[room]

    def outcome(self, room: str) -> Outcome:
        """What comes of it all for a room."""
        outcome = self._outcomes.get(room)
        if outcome is None:
            outcome = self._outcomes[room] = self._work_out(room)
        return outcome

    def set_effect(self, room: str, device: str, effect: Effect) -> None:
        """What a device does from now on."""
        self._outcomes.clear()
        self._effects[room][device] = effect
        self._together[room] = Effect.of_all(self._effects[room].values())
        load = self._house.installed[device].plan.load
        if load is not None and load.is_radiator:
            self.radiators_w[room] = self._radiating_w(room)

    def place(self, person: str, room: str) -> list[str]:
        """Where a person is from now on; answers the rooms in which they are counted anew."""
        self._outcomes.clear()
        left, self._people[person] = self._people.get(person, OUTSIDE), room
        changed = [(where, step) for where, step in ((left, -1), (room, 1)) if where != OUTSIDE]
        for where, step in changed:
            self._crowd[where] += step
        return [where for where, _ in changed]

    def do(self, who: str, room: str, doing: Doing, supply: Supply) -> list[str]:
        """Somebody does this from now on, see `Doings.put`; answers the rooms that changed."""
        self._outcomes.clear()
        return self._doings.put(who, room, doing, supply)

    def begin(self, room: str, incident: Incident) -> None:
        """Something begins to happen."""
        self._outcomes.clear()
        if incident.dries_floor:
            self._incidents[room] = [each for each in self._incidents[room] if not each.is_wet]
        self._incidents[room].append(incident)

    def end(self, room: str, incident: Incident) -> None:
        """It is over."""
        self._outcomes.clear()
        if incident in self._incidents[room]:
            self._incidents[room].remove(incident)

    def _work_out(self, room: str) -> Outcome:
        effect, doing, crowd = self._together[room], self._doings.together(room), self._crowd[room]
        given = Given(
            moisture_g=PERSON_G_H * crowd + effect.moisture_g_h + doing.moisture_g_h,
            co2_l=PERSON_CO2_L_H * crowd + effect.co2_l_h + doing.co2_l_h,
            voc_mg=doing.voc_mg_h,
            pm25_mg=doing.pm25_mg_h,
        )
        for incident in self._incidents[room]:
            given = given.plus(incident.given)
        return Outcome(
            heat_w=effect.heat_w - self.radiators_w.get(room, 0.0) + _PERSON_W * crowd + doing.heat_w,
            given=given,
            sound_db=self._sound_db(room),
            is_wet=any(incident.is_wet for incident in self._incidents[room]),
        )

    def _sound_db(self, room: str) -> float:
        """Devices and people in the room, and what comes through its doors."""
        incidents = [each.sound_db for each in self._incidents[room]]
        here = sum_of_sounds(
            [self._together[room].sound_db, self._doings.together(room).sound_db, *incidents]
        )
        through = [self._together[other].sound_db - _THROUGH_A_DOOR_DB for other in self._next_door[room]]
        if here <= 0 and not self._crowd[room] and max(through, default=0.0) <= 0:
            return _QUIET_DB
        return sum_of_sounds([_QUIET_DB, here, _TALK_DB if self._crowd[room] > 1 else 0.0, *through])

    def _radiating_w(self, room: str) -> float:
        """What devices bring into a room that has not come by their cables."""
        effects = self._effects[room].items()
        loads = [(effect, self._house.installed[name].plan.load) for name, effect in effects]
        return sum([effect.heat_w - effect.power_w for effect, load in loads if load and load.is_radiator])


def _neighbours(house: House, room: str) -> list[str]:
    pairs = (house.rooms_at(door) for _, door in sorted(house.doors.items()))
    return [other for pair in pairs if room in pair for other in pair if other != room]
