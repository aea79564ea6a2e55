"""What people do on a day: the part `people` of a scenario."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Self

from pydantic import Field, model_validator

from devices.text import Text
from simulator.habit_mistakes import wrong_in_habits
from simulator.habits import Habit
from simulator.house import OUTSIDE, House
from simulator.mistakes import WrongValue, unknown
from simulator.plan import Plan
from simulator.presence_plan import PresencePlan
from simulator.quantities import MINUTE_MS, SECOND_MS, Duration, TimeOfDay

Wrong = Iterator[tuple[tuple[int | str, ...], Text]]
_NOWHERE = Text(
    en="should have a day, or presence with rooms, that says in which room they are",
    fa="باید day یا presence همراه با rooms داشته باشد تا معلوم باشد این شخص در کدام اتاق است",
)
Small = Annotated[int, Field(ge=0, le=1000)]


class Stay(Plan):
    """Where a person goes at a time of day; the time varies by about `spread` from day to day."""

    at: TimeOfDay
    room: str
    spread: Duration = 10 * MINUTE_MS
    moves_every: Duration = 90 * SECOND_MS
    """Mean time between movements that a motion sensor could notice: short when busy, long when asleep."""


class Visits(Plan):
    """Short visits to a room at unforeseen times, after which the person goes back to where they were."""

    room: str
    times: tuple[Small, Small]
    """How many in a day: at least and at most."""
    between: tuple[TimeOfDay, TimeOfDay]
    stay: tuple[Duration, Duration]
    moves_every: Duration = 45 * SECOND_MS


class Person(Plan):
    """Someone who lives in the house, and their day.

    A written `day`, `presence` by chance, or both: then the day says in which room they are, and chance
    whether they are at home.
    """

    title: Text
    day: tuple[Stay, ...] = ()
    presence: PresencePlan | None = None
    visits: tuple[Visits, ...] = ()
    habits: tuple[Habit, ...] = ()
    complains: bool = False
    """Whether they say so when they are uncomfortable: see `simulator.complaints`."""

    @model_validator(mode="after")
    def _is_somewhere(self) -> Self:
        rooms = self.presence is not None and bool(self.presence.rooms)
        home = rooms or any(stay.room != OUTSIDE for stay in self.day)
        if not (home if self.presence else self.day):
            raise WrongValue(_NOWHERE)
        return self


def wrong_in_people(people: Mapping[str, Person], house: House) -> Wrong:
    """Where people are sent to rooms that the house does not have, or have habits with what it has not."""
    for name, person in sorted(people.items()):
        for location, wrong in (*_wrong_rooms(person, house), *_wrong_preferences(person, house)):
            yield ("people", name, *location), wrong
        for location, wrong in wrong_in_habits(person.habits, house):
            yield ("people", name, "habits", *location), wrong


def _wrong_rooms(person: Person, house: House) -> Wrong:
    rooms = [*house.room_names, OUTSIDE]
    plans: list[tuple[str, Sequence[Stay | Visits]]] = [("day", person.day), ("visits", person.visits)]
    for part, visited in plans:
        for index, stay in enumerate(visited):
            if stay.room not in rooms:
                yield (part, index, "room"), unknown(stay.room, rooms)


def _wrong_preferences(person: Person, house: House) -> Wrong:
    for index, preferred in enumerate(person.presence.rooms if person.presence else ()):
        for room in preferred.rooms:
            if room not in house.rooms:
                yield ("presence", "rooms", index, "rooms", room), unknown(room, house.room_names)
