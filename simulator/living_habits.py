"""The habits of one person at work: waits for their moments, and then lets the person act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from devices.surroundings import Indoors
from simulator.daily_life import Person
from simulator.deeds import action_of
from simulator.habits import Habit
from simulator.home import Home
from simulator.house import OUTSIDE
from simulator.moments import holds, times_of_day
from simulator.occupation import Occupation
from simulator.quantities import SECOND_MS
from simulator.randomness import Stream
from simulator.scenario import Scenario

_REACTS_MS = (400, 2 * SECOND_MS)
_STAYS_AT_ERRAND_MS = (10 * SECOND_MS, 40 * SECOND_MS)
_ANYWHERE = ("arriving", "leaving_home")
"""Moments at which it does not matter to which room a habit belongs."""

Walk = Callable[[str], None]
"""Lets the person walk to a room."""


@dataclass
class _Known:
    """A habit, the room that it belongs to, and whether its condition held when last looked at."""

    habit: Habit
    place: str
    chance: Stream
    held: bool = False


class LivingHabits:
    """What a person does of their own accord; told where they are and what they see."""

    def __init__(
        self, name: str, person: Person, scenario: Scenario, home: Home, walk: Walk, occupation: Occupation
    ) -> None:
        self._path = f"people.{name}/habits"
        self._seed = scenario.seed
        self._house = scenario.house
        self._home = home
        self._walk = walk
        self._occupation = occupation
        self._known = [
            _Known(habit, habit.place(self._house), Stream(self._seed, f"{self._path}/{habit.identity}"))
            for habit in person.habits
        ]
        self._room = OUTSIDE
        self._is_asleep = False
        self._errand: _Known | None = None
        self._came_from = OUTSIDE

    @property
    def wait(self) -> bool:
        """Whether anything must be looked at each minute."""
        return any(known.habit.waits for known in self._known)

    def begin(self, room: str, is_asleep: bool) -> None:
        """The run begins, and they are here."""
        self._room, self._is_asleep = room, is_asleep

    def plan(self, day: int, midnight_ms: int) -> None:
        """What they will feel like doing on a day (0 is the first) that began at `midnight_ms`."""
        for known in self._known:
            if known.habit.moment == "sometimes":
                chance = Stream(self._seed, f"{self._path}/{known.habit.identity}/{day}")
                for at in times_of_day(known.habit, chance):
                    if midnight_ms + at >= self._home.now_ms:
                        self._home.at(midnight_ms + at, partial(self._feel_like, known))

    def be(self, room: str, is_asleep: bool) -> None:
        """They are here, awake or asleep; who leaves has woken up before."""
        before, was_asleep = self._room, self._is_asleep
        if was_asleep and not is_asleep:
            self._come("waking", before, at_once=True)
        elif is_asleep and not was_asleep:
            self._come("falling_asleep", room, at_once=True)
            self._overlook(room)
        self._room, self._is_asleep = room, is_asleep
        if room != before:
            self._leave(before)
            self._arrive(before)

    def notice(self, around: Indoors, on_entering: bool = False) -> None:
        """What their room is like, seen by one who is awake."""
        for known in self._known:
            if known.place == self._room and known.habit.condition is not None:
                held, known.held = known.held, holds(known.habit, around)
                if known.held and not held and (known.habit.waits or on_entering):
                    self._take(known)

    def forget_errand(self) -> None:
        """Something else has come up: they do not go back to where they were."""
        self._errand = None

    def _leave(self, room: str) -> None:
        if room != OUTSIDE:
            self._come("leaving", room, at_once=True)
            if self._home.world.people_in(room) == 0:
                self._come("last_leaving", room, at_once=True)
            if self._room == OUTSIDE:
                self._come("leaving_home", room, at_once=True)
        self._overlook(room)

    def _overlook(self, room: str) -> None:
        """What a room is like is news again to who comes back or wakes up there."""
        for known in self._known:
            known.held = known.held and known.place != room

    def _arrive(self, before: str) -> None:
        if before == OUTSIDE:
            self._come("arriving", self._room)
        self._come("entering", self._room)
        if self._errand is not None and self._errand.place == self._room:
            self._soon(self._errand)

    def _come(self, moment: str, room: str, at_once: bool = False) -> None:
        """A moment has come. On the way out hands are quick; elsewhere one looks around first."""
        for known in self._known:
            if known.habit.moment == moment and (moment in _ANYWHERE or known.place == room):
                self._take(known, at_once)

    def _take(self, known: _Known, at_once: bool = False) -> None:
        """They do it, if they are of that mind this time."""
        if not known.chance.chance(known.habit.chance):
            return
        if at_once:
            self._do(known)
        else:
            self._soon(known)

    def _soon(self, known: _Known) -> None:
        reacts_ms = self._home.now_ms + known.chance.integer(*_REACTS_MS)
        self._home.at(reacts_ms, partial(self._react, known, self._room))

    def _react(self, known: _Known, room: str) -> None:
        if self._room == room and not self._is_asleep:
            self._do(known)

    def _feel_like(self, known: _Known) -> None:
        """They do it where it is done, and go there first; not when away, asleep or busy."""
        is_free = self._room != OUTSIDE and not self._is_asleep and not self._occupation.is_busy
        if is_free and known.chance.chance(known.habit.chance):
            self._do(known)

    def _do(self, known: _Known) -> None:
        needs_place = known.habit.activity is not None or known.habit.moment == "sometimes"
        if needs_place and self._room != known.place:
            self._go(known)
            return
        action = action_of(known.habit, self._house, self._home)
        if action is not None:
            self._home.submit(action)
        go_back = partial(self._return, known)
        keeps = self._occupation.begin(known.habit, known.chance, go_back)
        if known is self._errand and not keeps:
            stays_ms = known.chance.integer(*_STAYS_AT_ERRAND_MS)
            self._home.at(self._home.now_ms + stays_ms, go_back)

    def _go(self, known: _Known) -> None:
        if self._room != OUTSIDE and self._errand is None:
            self._errand, self._came_from = known, self._room
            self._walk(known.place)

    def _return(self, known: _Known) -> None:
        """Back from an errand to where they were, unless something else has come up."""
        if self._errand is known:
            self._errand = None
            if self._room == known.place:
                self._walk(self._came_from)
