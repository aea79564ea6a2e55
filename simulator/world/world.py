"""The true state of a house: weather, heat, air, light, people and what the devices do to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from devices.effect import Effect
from devices.surroundings import Fixture, Indoors, Outdoors
from simulator.doing import Doing, Supply
from simulator.given import Given
from simulator.house import House
from simulator.incidents import Incident
from simulator.scenario import Scenario
from simulator.world.air import Air, RoomsAir
from simulator.world.goings_on import GoingsOn
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
_BEGINS_AT_C = 19.0


class World:
    """The world of a scenario; `move_on` lets time pass in it, everything else answers for the present.

    It moves in long steps where little happens, and goes back to the shortest when anything interferes:
    until the last whole minute before that, all was as it had been.
    """

    def __init__(self, scenario: Scenario, now: Callable[[], int]) -> None:
        self.house: House = scenario.house
        self._now = now
        self._weather = Weather(scenario)
        self._goings_on = GoingsOn(self.house)
        self._openings = Openings(self.house)
        self.utilities = Utilities(self.house, scenario.start)
        self._shade: dict[str, float] = {}
        self.now_ms = self.was_ms = self._due_ms = 0
        self.sky: Sky = self._weather.at(0)
        self.outdoors: Outdoors = self.sky.felt
        self._heat = HouseHeat(self.house, STEP_MS / 1000, _BEGINS_AT_C, scenario.start)
        indoor_hpa = 0.4 * saturation_hpa(_BEGINS_AT_C)
        self._air = RoomsAir(self.house, Air(vapour_hpa=(indoor_hpa + self.sky.vapour_hpa) / 2))
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
        self._goings_on.set_effect(room, device, effect)
        self._indoors[room] = self._look_into(room)

    def begin_incident(self, room: str, incident: Incident) -> None:
        """Something begins to happen in a room."""
        self._interfere()
        if incident.dries_floor:
            self.utilities.floors.wipe(room)
        self._goings_on.begin(room, incident)
        self._indoors[room] = self._look_into(room)

    def end_incident(self, room: str, incident: Incident) -> None:
        """It is over."""
        self._interfere()
        self._goings_on.end(room, incident)
        self._indoors[room] = self._look_into(room)

    def place(self, person: str, room: str) -> None:
        """Where a person is from now on."""
        self._interfere()
        for changed in self._goings_on.place(person, room):
            people = self._goings_on.people_in(changed)
            self._indoors[changed] = self._indoors[changed]._replace(people=people)

    def do(self, who: str, room: str, doing: Doing, supply: Supply) -> None:
        """Somebody does this to a room from now on, beside what a body at rest does: see `Doings.put`."""
        self._interfere()
        self.utilities.do(who, doing, supply, self._now())
        for changed in self._goings_on.do(who, room, doing, supply):
            self._indoors[changed] = self._look_into(changed)

    def people_in(self, room: str) -> int:
        """How many are in a room."""
        return self._goings_on.people_in(room)

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
        openness, fresh = self._openings.take_means(now_ms), self._goings_on.flows("fresh_air_m3_h")
        powers = {room: self._heat_w(room) for room in self.house.room_names}
        radiators_w = self._goings_on.radiators_w
        self._heat.step(powers, self.sky, openness, self._shade, fresh, radiators_w, passed_ms / 1000)
        self.utilities.step(now_ms, self.outdoors, self.indoors)
        self._step_air(passed_ms / 3_600_000, openness, fresh)
        self.was_ms, self.now_ms = self.now_ms, now_ms
        if now_ms // _SKY_MS != self.was_ms // _SKY_MS:
            self.sky = self._weather.at(now_ms)
            self.outdoors = self.sky.felt
        self._indoors = {room: self._look_into(room) for room in self.house.room_names}

    def _heat_w(self, room: str) -> float:
        return self._goings_on.outcome(room).heat_w + self.utilities.heat_w(room)

    def _step_air(self, step_h: float, openness: Mapping[str, float], fresh: Mapping[str, float]) -> None:
        self._air.step(
            step_h,
            {room: self._given(room) for room in self.house.room_names},
            Air(vapour_hpa=self.sky.vapour_hpa, pm25_ug_m3=self.sky.pm25_ug_m3),
            self.sky.pressure_hpa,
            openness,
            fresh=fresh,
            cleaned=self._goings_on.flows("cleaned_air_m3_h"),
        )

    def _given(self, room: str) -> Given:
        """What people, devices, mishaps, leaks and wet floors give to the air of a room."""
        given, besides = self._goings_on.outcome(room).given, self.utilities.given(room)
        return given.plus(besides) if besides else given

    def _look_into(self, room: str) -> Indoors:
        temperature_c = self._heat.temperature(room)
        saturated_hpa = saturation_hpa(temperature_c)
        self._air.dry(room, saturated_hpa)
        air, outcome = self._air.room(room), self._goings_on.outcome(room)
        lamps_lm = self._goings_on.together(room).light_lm
        return Indoors(
            temperature_c=temperature_c,
            humidity_percent=100 * (air.vapour_hpa / saturated_hpa),
            illuminance_lx=illuminance_lx(self.house.rooms[room], self.sky, lamps_lm, self._shade),
            co2_ppm=air.co2_ppm,
            voc_ppb=air.voc_ppb,
            pm25_ug_m3=air.pm25_ug_m3,
            smoke_percent_m=air.smoke_percent_m,
            co_ppm=air.co_ppm,
            gas_percent_lel=air.gas_percent_lel,
            sound_db=outcome.sound_db,
            people=self._goings_on.people_in(room),
            is_wet=outcome.is_wet or self.utilities.floors.is_wet(room),
        )
