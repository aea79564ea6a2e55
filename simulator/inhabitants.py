"""The people of a house at work: each day is planned at its midnight and then happens."""

from __future__ import annotations

from functools import partial

from simulator.home import Home
from simulator.living_person import LivingPerson
from simulator.quantities import DAY_MS
from simulator.randomness import Stream
from simulator.scenario import Scenario
from simulator.script import since_midnight_ms
from simulator.world.errands import begins_in
from simulator.world.people import plan_day
from simulator.world.ways import Entered, Moved, Settled, Step, Swung, Ways, walk


class Inhabitants:
    """Where everybody is, and the plans of their day."""

    def __init__(self, scenario: Scenario, home: Home) -> None:
        self._scenario = scenario
        self._home = home
        self._ways = Ways(scenario.house)
        self._start_ms = since_midnight_ms(scenario.start)
        self._people = {
            name: LivingPerson(name, person, scenario, home, partial(self._run_errand, name))
            for name, person in sorted(scenario.people.items())
        }
        self._looking = [living for living in self._people.values() if living.looks_about]
        self._sent = dict.fromkeys(self._people, 0)
        self._errands = dict.fromkeys(self._people, 0)

    def begin(self) -> None:
        """Everybody is where they were last night, and the first day begins."""
        for name, living in self._people.items():
            living.place(begins_in(self._scenario.people[name], self._chance(name, "begin")))
            self._home.world.place(name, living.room)
        self._plan_day(0)
        for name, living in self._people.items():
            self._home.record("people", f"people.{name}.room", living.room)
            living.begin()

    def look(self) -> None:
        """A minute has passed: everybody looks about."""
        for living in self._looking:
            living.look()

    def send(self, person: str, room: str) -> None:
        """Let a person go to a room now and stay there until the next entry of their day."""
        if person in self._people:
            self._interrupt(person)
            self._sent[person] += 1
            for step in self._way(person, room, f"sent/{self._sent[person]}"):
                self._expect(person, step, step.at_ms)

    def _run_errand(self, person: str, room: str) -> None:
        self._errands[person] += 1
        errand = self._errands[person]
        for step in self._way(person, room, f"errand/{errand}"):
            self._home.at(step.at_ms, partial(self._happen_on_errand, person, errand, step))

    def _way(self, person: str, room: str, what: str) -> list[Step]:
        here, chance = self._people[person].room, self._chance(person, what)
        return walk(here, room, self._home.now_ms, self._ways, chance)[1]

    def _interrupt(self, person: str) -> None:
        """Something else has come up: an errand on which they are is not finished."""
        self._errands[person] += 1
        self._people[person].forget_errand()

    def _plan_day(self, day: int) -> None:
        midnight_ms = day * DAY_MS - self._start_ms
        for name, person in sorted(self._scenario.people.items()):
            living = self._people[name]
            steps = plan_day(person, day, living.room, self._ways, self._chance(name, str(day)))
            for step in steps:
                self._expect(name, step, step.at_ms - self._start_ms)
            living.plan(day, midnight_ms)
        self._home.at(midnight_ms + DAY_MS, partial(self._plan_day, day + 1))

    def _expect(self, name: str, step: Step, at_ms: int) -> None:
        if at_ms >= 0:
            self._home.at(at_ms, partial(self._happen, name, step))
        # The run begins in the middle of a day: only where somebody is by then matters.
        elif isinstance(step, Entered):
            self._people[name].place(step.room)
            self._home.world.place(name, step.room)
        elif isinstance(step, Settled):
            self._people[name].rest(step.moves_every_ms)

    def _happen(self, name: str, step: Step) -> None:
        living = self._people[name]
        if isinstance(step, Entered):
            self._home.enter(name, living.room, step.room)
            self._home.record("people", f"people.{name}.room", step.room)
            living.enter(step.room)
        elif isinstance(step, Swung):
            self._home.swing(step.door, step.is_open, "people")
        elif living.room == step.room:
            if isinstance(step, Moved):
                self._home.stir(step.room)
            else:
                self._interrupt(name)
                living.settle(step.moves_every_ms)

    def _happen_on_errand(self, name: str, errand: int, step: Step) -> None:
        # Doors are closed behind one who has turned round, too.
        if isinstance(step, Swung) or errand == self._errands[name]:
            self._happen(name, step)

    def _chance(self, person: str, what: str) -> Stream:
        return Stream(self._scenario.seed, f"people.{person}/{what}")
