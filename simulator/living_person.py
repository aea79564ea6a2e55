"""One person at work: where they are, what they are doing, and how they find the room."""

from __future__ import annotations

from devices.surroundings import Indoors
from simulator.complaints import Complaints
from simulator.daily_life import Person
from simulator.home import Home
from simulator.house import OUTSIDE
from simulator.living_habits import LivingHabits, Walk
from simulator.occupation import Occupation
from simulator.quantities import HOUR_MS, MINUTE_MS
from simulator.scenario import Scenario

_ASLEEP_FROM_MS = 10 * MINUTE_MS
"""Who moves this rarely sleeps."""
_DRESSES_AT_MS = 6 * HOUR_MS


class LivingPerson:
    """The state of one person; told by the house's inhabitants what happens to them."""

    def __init__(self, name: str, person: Person, scenario: Scenario, home: Home, walk: Walk) -> None:
        self.name = name
        self.room = OUTSIDE
        self.is_asleep = False
        self._home = home
        self._occupation = Occupation(name, scenario.house, home)
        self._habits = LivingHabits(name, person, scenario, home, walk, self._occupation)
        self._complaints = Complaints() if person.complains else None
        self._acts = any(habit.activity for habit in person.habits)
        # Who has only a written day is a body at rest to the world, all day and all night.
        self._is_lively = bool(person.habits or person.presence)

    @property
    def looks_about(self) -> bool:
        """Whether there is anything that they would notice without moving."""
        return self._complaints is not None or self._habits.wait

    def begin(self) -> None:
        """The run begins, and they are where they are."""
        self._habits.begin(self.room, self.is_asleep)
        self._be()
        if self._acts:
            self._home.record("people", f"people.{self.name}.doing", "nothing")
        if self._complaints:
            self._complaints.dress(self._home.world.outdoors.temperature_c)
            self._say(self._complaints, None)

    def plan(self, day: int, midnight_ms: int) -> None:
        """A day (0 is the first) began at `midnight_ms`: what they will do on it besides where they go."""
        self._habits.plan(day, midnight_ms)
        dresses_ms = midnight_ms + _DRESSES_AT_MS
        if self._complaints is not None and dresses_ms >= self._home.now_ms:
            self._home.at(dresses_ms, self._dress)

    def place(self, room: str) -> None:
        """They were there before the run began."""
        self.room = room

    def rest(self, moves_every_ms: int) -> None:
        """They moved so often there before the run began."""
        self.is_asleep = self.room != OUTSIDE and moves_every_ms >= _ASLEEP_FROM_MS

    def enter(self, room: str) -> None:
        """They are in another room from now on; the world knows it already."""
        self.room, self.is_asleep = room, False
        self._be()
        around = self._surroundings()
        if around is not None:
            self._habits.notice(around, on_entering=True)

    def settle(self, moves_every_ms: int) -> None:
        """They are where their day wants them, and move so often there."""
        self.rest(moves_every_ms)
        self._be()

    def forget_errand(self) -> None:
        """Something else has come up: they do not go back to where they were."""
        self._habits.forget_errand()

    def look(self) -> None:
        """A minute has passed: what they notice, and what they say of it."""
        around = self._surroundings()
        if around is not None:
            self._habits.notice(around)
        if self._complaints is not None:
            self._say(self._complaints, around)

    def _be(self) -> None:
        if self._is_lively:
            self._occupation.be(self.room, self.is_asleep)
            self._habits.be(self.room, self.is_asleep)

    def _surroundings(self) -> Indoors | None:
        """The room as they feel it; None where they are away or asleep."""
        return None if self.room == OUTSIDE or self.is_asleep else self._home.world.indoors(self.room)

    def _dress(self) -> None:
        if self._complaints is not None:
            self._complaints.dress(self._home.world.outdoors.temperature_c)

    def _say(self, complaints: Complaints, around: Indoors | None) -> None:
        said = complaints.look(self._home.now_ms, around, self._occupation.met)
        self._home.record("people", f"people.{self.name}.complaint", said)
