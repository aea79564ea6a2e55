"""What people do on a day, and what else happens by the clock: the parts of a scenario about time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from devices.text import Text
from simulator.house import OUTSIDE, House
from simulator.mistakes import unknown
from simulator.plan import Plan
from simulator.quantities import MINUTE_MS, SECOND_MS, Duration, TimeOfDay

Wrong = Iterator[tuple[tuple[int | str, ...], Text]]
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
    """Someone who lives in the house, and their day."""

    title: Text
    day: tuple[Stay, ...] = Field(min_length=1)
    visits: tuple[Visits, ...] = ()


def wrong_in_people(people: Mapping[str, Person], house: House) -> Wrong:
    """Where people are sent to rooms that the house does not have."""
    rooms = [*house.room_names, OUTSIDE]
    for name, person in sorted(people.items()):
        plans: list[tuple[str, Sequence[Stay | Visits]]] = [("day", person.day), ("visits", person.visits)]
        for part, visited in plans:
            for index, stay in enumerate(visited):
                if stay.room not in rooms:
                    yield ("people", name, part, index, "room"), unknown(stay.room, rooms)
