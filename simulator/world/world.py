"""The true state of a house: weather, heat, air, light, people and what the devices do to it."""

from __future__ import annotations

from collections.abc import Mapping

from devices.effect import Effect
from devices.surroundings import Fixture, Indoors, Outdoors
from simulator.house import OUTSIDE, House
from simulator.scenario import Scenario
from simulator.world.air import PERSON_G_H, vapour_after
from simulator.world.light import illuminance_lx, sun_heat_w
from simulator.world.openings import Openings
from simulator.world.rooms import RoomHeat
from simulator.world.weather import Sky, Weather, saturation_hpa

STEP_MS = 60_000
"""How often the world moves on."""
_PERSON_W = 75.0
_BEGINS_AT_C = 19.0
_OPEN_WINDOW_AIR_CHANGES = 8.0


class World:
    """The world of a scenario; `step` moves it on by STEP_MS, everything else answers for the present."""

    def __init__(self, scenario: Scenario) -> None:
        self.house: House = scenario.house
        self._weather = Weather(scenario)
        self._effects: dict[str, dict[str, Effect]] = {room: {} for room in self.house.room_names}
        self._together = dict.fromkeys(self.house.room_names, Effect())
        self._people: dict[str, str] = {}
        self._crowd = dict.fromkeys(self.house.room_names, 0)
        self._outer = {room: self._outer_openings(room) for room in self.house.room_names}
        self._openings = Openings(self.house)
        self._shade: dict[str, float] = {}
        self.now_ms = 0
        self.sky: Sky = self._weather.at(0)
        self.outdoors: Outdoors = self.sky.felt
        self._heat = RoomHeat(self.house, STEP_MS / 1000, _BEGINS_AT_C)
        indoor_hpa = 0.4 * saturation_hpa(_BEGINS_AT_C)
        self._vapour = dict.fromkeys(self.house.room_names, (indoor_hpa + self.sky.vapour_hpa) / 2)
        self._indoors = {room: self._look_into(room) for room in self.house.room_names}

    def step(self, now_ms: int) -> None:
        """Move on to `now_ms`, one STEP_MS after the last step."""
        openness = self._openings.take_means(now_ms)
        powers = {room: self._heat_w(room) for room in self.house.room_names}
        self._heat.step(powers, self.sky.temperature_c, openness)
        self._vapour = {room: self._vapour_after(room, openness) for room in self.house.room_names}
        self.now_ms = now_ms
        self.sky = self._weather.at(now_ms)
        self.outdoors = self.sky.felt
        self._indoors = {room: self._look_into(room) for room in self.house.room_names}

    def indoors(self, room: str) -> Indoors:
        """What a room is like."""
        return self._indoors[room]

    def temperature_c(self, room: str) -> float:
        """The air of a room in °C."""
        return self._indoors[room].temperature_c

    def humidity_percent(self, room: str) -> float:
        """Relative humidity of a room."""
        return self._indoors[room].humidity_percent

    def illuminance_lx(self, room: str) -> float:
        """How bright a room is."""
        return self._indoors[room].illuminance_lx

    def power_w(self) -> float:
        """What the whole house draws from the mains."""
        return sum([effect.power_w for effect in self._together.values()])

    def set_effect(self, room: str, device: str, effect: Effect) -> None:
        """What a device does to its room from now on."""
        self._effects[room][device] = effect
        self._together[room] = Effect.of_all(self._effects[room].values())
        self._indoors[room] = self._look_into(room)

    def place(self, person: str, room: str) -> None:
        """Where a person is from now on."""
        before = self._people.get(person, OUTSIDE)
        for where, change in ((before, -1), (room, 1)):
            if where != OUTSIDE:
                self._crowd[where] += change
                self._indoors[where] = self._indoors[where]._replace(people=self._crowd[where])
        self._people[person] = room

    def people_in(self, room: str) -> int:
        """How many are in a room."""
        return self._crowd[room]

    def fixture(self, name: str) -> Fixture:
        """What a device feels that is fitted to this door, window, pipe, tank, bed or circuit."""
        if name in self._openings:
            return Fixture(
                open_share=self._openings.open_share(name), is_locked=self._openings.is_locked(name)
            )
        return Fixture()

    def drive(self, name: str, aspects: Mapping[str, float], now_ms: int) -> None:
        """A motor, a lock or a pump makes this of the fixture: see `Trait.drive`."""
        if name not in self._openings:
            return
        if "open" in aspects:
            self._openings.set_open(name, aspects["open"], now_ms)
        if "locked" in aspects:
            self._openings.set_locked(name, aspects["locked"] > 0)
        if "shade" in aspects:
            self._openings.set_shade(name, aspects["shade"])
            self._shade[name] = aspects["shade"]

    def _heat_w(self, room: str) -> float:
        people_w = _PERSON_W * self._crowd[room]
        return (
            self._together[room].heat_w + people_w + sun_heat_w(self.house.rooms[room], self.sky, self._shade)
        )

    def _outer_openings(self, room: str) -> list[str]:
        doors = (
            name for name, door in sorted(self.house.doors.items()) if set(door.between) == {room, OUTSIDE}
        )
        return [*sorted(self.house.rooms[room].windows), *doors]

    def _vapour_after(self, room: str, openness: dict[str, float]) -> float:
        plan = self.house.rooms[room]
        opened = sum([openness.get(name, 0.0) for name in self._outer[room]])
        changes = plan.air_changes_per_hour + _OPEN_WINDOW_AIR_CHANGES * opened
        source = PERSON_G_H * self._crowd[room] / plan.volume_m3
        return vapour_after(self._vapour[room], self.sky.vapour_hpa, changes, source, STEP_MS / 3_600_000)

    def _look_into(self, room: str) -> Indoors:
        temperature_c = self._heat.temperature(room)
        saturated_hpa = saturation_hpa(temperature_c)
        # What is more than the air can hold settles on cold surfaces.
        self._vapour[room] = min(self._vapour[room], saturated_hpa)
        together = self._together[room]
        return Indoors(
            temperature_c=temperature_c,
            humidity_percent=100 * (self._vapour[room] / saturated_hpa),
            illuminance_lx=illuminance_lx(self.house.rooms[room], self.sky, together.light_lm, self._shade),
            people=self._crowd[room],
        )
