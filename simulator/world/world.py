"""The true state of a house: weather, heat, air, light, people and what the devices do to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from devices.effect import Effect, sum_of_sounds
from devices.surroundings import Fixture, Indoors, Outdoors
from simulator.doing import Doing, Supply
from simulator.given import Given
from simulator.house import OUTSIDE, House
from simulator.incidents import Incident
from simulator.scenario import Scenario
from simulator.world.air import PERSON_CO2_L_H, PERSON_G_H, Air, RoomsAir
from simulator.world.doings import Doings
from simulator.world.heat_record import HeatSummary
from simulator.world.light import illuminance_lx
from simulator.world.openings import Openings
from simulator.world.rooms import HouseHeat
from simulator.world.step_length import moved_share, next_length_min, parts_of
from simulator.world.utilities import Utilities
from simulator.world.weather import Sky, Weather, saturation_hpa

STEP_MS = 60_000
"""The shortest step in which the world moves on, and what all are multiples of."""
_SKY_MS = 5 * STEP_MS
"""How long the weather is taken to stand still."""
_PERSON_W = 75.0
_BEGINS_AT_C = 19.0
_PERSON_GIVES = Given(moisture_g=PERSON_G_H, co2_l=PERSON_CO2_L_H)
_QUIET_DB = 30.0
_TALK_DB = 52.0
_THROUGH_A_DOOR_DB = 25.0
"""How much quieter a sound is in the rooms next door."""


class World:
    """The world of a scenario; `move_on` lets time pass in it, everything else answers for the present.

    It moves in long steps where little happens, and goes back to the shortest when anything interferes:
    until the last whole minute before that, all was as it had been.
    """

    def __init__(self, scenario: Scenario, now: Callable[[], int]) -> None:
        self.house: House = scenario.house
        self._now = now
        self._weather = Weather(scenario)
        self._effects: dict[str, dict[str, Effect]] = {room: {} for room in self.house.room_names}
        self._together = dict.fromkeys(self.house.room_names, Effect())
        self._radiators_w: dict[str, float] = {}
        self._people: dict[str, str] = {}
        self._crowd = dict.fromkeys(self.house.room_names, 0)
        self._incidents: dict[str, list[Incident]] = {room: [] for room in self.house.room_names}
        self._doings = Doings(self.house.room_names)
        self._openings = Openings(self.house)
        self.utilities = Utilities(self.house, scenario.start)
        self._shade: dict[str, float] = {}
        self.now_ms = self.was_ms = self._due_ms = 0
        self.sky: Sky = self._weather.at(0)
        self.outdoors: Outdoors = self.sky.felt
        self._heat = HouseHeat(self.house, STEP_MS / 1000, _BEGINS_AT_C, scenario.start)
        indoor_hpa = 0.4 * saturation_hpa(_BEGINS_AT_C)
        self._air = RoomsAir(self.house, Air(vapour_hpa=(indoor_hpa + self.sky.vapour_hpa) / 2))
        self._next_door = {room: self._neighbours(room) for room in self.house.room_names}
        self._indoors = {room: self._look_into(room) for room in self.house.room_names}

    def is_due(self, now_ms: int) -> bool:
        """Whether it should move on to this whole minute."""
        return now_ms >= self._due_ms

    def move_on(self, now_ms: int) -> None:
        """Move on to `now_ms`, a whole minute after the last step."""
        minutes = (now_ms - self.now_ms) // STEP_MS
        for length in parts_of(minutes):
            before = list(self._indoors.values())
            self._step(self.now_ms + length * STEP_MS)
        moved = moved_share(before, self._indoors.values())
        self._due_ms = now_ms + next_length_min(moved, length, now_ms // STEP_MS) * STEP_MS

    def unmoved_until_ms(self) -> int:
        """The last instant at which everything was as devices have felt it that did not look since."""
        return self.was_ms if self._now() == self.now_ms else self.now_ms

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

    def heat_summary(self) -> HeatSummary:
        """What ideal heating and cooling gave so far, and how warm the rooms were."""
        return self._heat.summary()

    def power_w(self) -> float:
        """What the whole house draws from the mains."""
        return self.utilities.electricity.power_w()

    def set_effect(self, room: str, device: str, effect: Effect) -> None:
        """What a device does to its room from now on."""
        self._interfere()
        self.utilities.serve(device, effect, self._now())
        self._effects[room][device] = effect
        load = self.house.installed[device].plan.load
        if load is not None and load.is_radiator:
            self._radiators_w[room] = self._radiating_w(room)
        self._together[room] = Effect.of_all(self._effects[room].values())
        self._indoors[room] = self._look_into(room)

    def begin_incident(self, room: str, incident: Incident) -> None:
        """Something begins to happen in a room."""
        self._interfere()
        if incident.dries_floor:
            self.utilities.floors.wipe(room)
            self._incidents[room] = [each for each in self._incidents[room] if not each.is_wet]
        self._incidents[room].append(incident)
        self._indoors[room] = self._look_into(room)

    def end_incident(self, room: str, incident: Incident) -> None:
        """It is over."""
        self._interfere()
        if incident in self._incidents[room]:
            self._incidents[room].remove(incident)
        self._indoors[room] = self._look_into(room)

    def place(self, person: str, room: str) -> None:
        """Where a person is from now on."""
        self._interfere()
        before = self._people.get(person, OUTSIDE)
        for where, change in ((before, -1), (room, 1)):
            if where != OUTSIDE:
                self._crowd[where] += change
                self._indoors[where] = self._indoors[where]._replace(people=self._crowd[where])
        self._people[person] = room

    def do(self, who: str, room: str, doing: Doing, supply: Supply) -> None:
        """Somebody does this to a room from now on, beside what a body at rest does: see `Doings.put`."""
        self._interfere()
        self.utilities.do(who, doing, supply, self._now())
        for changed in self._doings.put(who, room, doing, supply):
            self._indoors[changed] = self._look_into(changed)

    def people_in(self, room: str) -> int:
        """How many are in a room."""
        return self._crowd[room]

    def fixture(self, name: str) -> Fixture:
        """What a device feels that is fitted to this door, window, pipe, tank, bed or circuit."""
        if name in self._openings:
            return Fixture(
                open_share=self._openings.open_share(name),
                is_locked=self._openings.is_locked(name),
                shade_share=self._openings.shade_share(name),
            )
        return self.utilities.fixture(name, self._now())

    def drive(self, name: str, aspects: Mapping[str, float], now_ms: int) -> None:
        """A motor, a lock or a pump makes this of the fixture: see `Trait.drive`."""
        self._interfere()
        if name not in self._openings:
            self.utilities.drive(name, aspects, now_ms)
            return
        if "open" in aspects:
            self._openings.set_open(name, aspects["open"], now_ms)
        if "locked" in aspects:
            self._openings.set_locked(name, aspects["locked"] > 0)
        if "shade" in aspects:
            self._openings.set_shade(name, aspects["shade"])
            self._shade[name] = aspects["shade"]

    def _interfere(self) -> None:
        """Something changes at this instant, as nothing has since the last step."""
        minute_ms = self._now() - self._now() % STEP_MS
        if minute_ms > self.now_ms:
            self.move_on(minute_ms)
        self._due_ms = minute_ms + STEP_MS

    def _step(self, now_ms: int) -> None:
        passed_ms = now_ms - self.now_ms
        openness = self._openings.take_means(now_ms)
        powers = {room: self._heat_w(room) for room in self.house.room_names}
        fresh = {room: each.fresh_air_m3_h for room, each in self._together.items() if each.fresh_air_m3_h}
        self._heat.step(powers, self.sky, openness, self._shade, fresh, self._radiators_w, passed_ms / 1000)
        self.utilities.step(now_ms, self.outdoors, self.indoors)
        self._step_air(passed_ms / 3_600_000, openness, fresh)
        self.was_ms, self.now_ms = self.now_ms, now_ms
        if now_ms // _SKY_MS != self.was_ms // _SKY_MS:
            self.sky = self._weather.at(now_ms)
            self.outdoors = self.sky.felt
        self._indoors = {room: self._look_into(room) for room in self.house.room_names}

    def _heat_w(self, room: str) -> float:
        devices_w = self._together[room].heat_w - self._radiators_w.get(room, 0.0)
        doings_w = self._doings.together(room).heat_w
        people_w = _PERSON_W * self._crowd[room]
        return devices_w + people_w + doings_w + self.utilities.heat_w(room)

    def _radiating_w(self, room: str) -> float:
        """What devices bring into a room that has not come by their cables."""
        loads = [
            (effect, self.house.installed[name].plan.load) for name, effect in self._effects[room].items()
        ]
        return sum([effect.heat_w - effect.power_w for effect, load in loads if load and load.is_radiator])

    def _step_air(self, step_h: float, openness: Mapping[str, float], fresh: Mapping[str, float]) -> None:
        effects = self._together
        outside = Air(vapour_hpa=self.sky.vapour_hpa, pm25_ug_m3=self.sky.pm25_ug_m3)
        self._air.step(
            step_h,
            {room: self._given(room) for room in self.house.room_names},
            outside,
            self.sky.pressure_hpa,
            openness,
            fresh=fresh,
            cleaned={room: each.cleaned_air_m3_h for room, each in effects.items() if each.cleaned_air_m3_h},
        )

    def _given(self, room: str) -> Given:
        """What people and devices give to the air of a room."""
        crowd, effect, doing = self._crowd[room], self._together[room], self._doings.together(room)
        given = Given(
            moisture_g=_PERSON_GIVES.moisture_g * crowd + effect.moisture_g_h + doing.moisture_g_h,
            co2_l=_PERSON_GIVES.co2_l * crowd + effect.co2_l_h + doing.co2_l_h,
            voc_mg=doing.voc_mg_h,
            pm25_mg=doing.pm25_mg_h,
        )
        for other in (self.utilities.given(room), *[each.given for each in self._incidents[room]]):
            given = given.plus(other)
        return given

    def _neighbours(self, room: str) -> list[str]:
        doors = (door.between for _, door in sorted(self.house.doors.items()))
        return [other for pair in doors if room in pair for other in pair if other not in (room, OUTSIDE)]

    def _sound_db(self, room: str) -> float:
        """Devices and people in the room, and what comes through its doors."""
        here = sum_of_sounds(
            [
                self._together[room].sound_db,
                self._doings.together(room).sound_db,
                *[each.sound_db for each in self._incidents[room]],
            ]
        )
        through = [self._together[other].sound_db - _THROUGH_A_DOOR_DB for other in self._next_door[room]]
        if here <= 0 and not self._crowd[room] and max(through, default=0.0) <= 0:
            return _QUIET_DB
        return sum_of_sounds([_QUIET_DB, here, _TALK_DB if self._crowd[room] > 1 else 0.0, *through])

    def _look_into(self, room: str) -> Indoors:
        temperature_c = self._heat.temperature(room)
        saturated_hpa = saturation_hpa(temperature_c)
        self._air.dry(room, saturated_hpa)
        air, together = self._air.room(room), self._together[room]
        return Indoors(
            temperature_c=temperature_c,
            humidity_percent=100 * (air.vapour_hpa / saturated_hpa),
            illuminance_lx=illuminance_lx(self.house.rooms[room], self.sky, together.light_lm, self._shade),
            co2_ppm=air.co2_ppm,
            voc_ppb=air.voc_ppb,
            pm25_ug_m3=air.pm25_ug_m3,
            smoke_percent_m=air.smoke_percent_m,
            co_ppm=air.co_ppm,
            gas_percent_lel=air.gas_percent_lel,
            sound_db=self._sound_db(room),
            people=self._crowd[room],
            is_wet=self.utilities.floors.is_wet(room) or any(each.is_wet for each in self._incidents[room]),
        )
