"""What people do on a day, and what else happens by the clock: the parts of a scenario about time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from devices.command import ValueRefused
from devices.device import Device
from devices.property import Scalar
from devices.text import Text
from simulator.house import OUTSIDE, House
from simulator.mistakes import WrongValue, unknown
from simulator.plan import Plan
from simulator.quantities import MINUTE_MS, SECOND_MS, Duration, TimeOfDay

Wrong = Iterator[tuple[tuple[int | str, ...], Text]]
DEFAULT_RESTART_MS = 10 * SECOND_MS
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


_FORMS = ({"device", "set"}, {"device", "hand"}, {"person", "go"}, {"network"}, {"broker"})


class ScriptEntry(Plan):
    """Something that happens every day at a time.

    That is a command, a hand at a device, a person who goes, a network that turns bad or good, or a restart
    of the broker.
    """

    at: TimeOfDay
    device: str | None = None
    set: dict[str, Scalar] | None = None
    hand: str | None = None
    person: str | None = None
    go: str | None = None
    network: Literal["bad", "good"] | None = None
    broker: Literal["restart"] | None = None
    lasts: Duration = Field(default=DEFAULT_RESTART_MS, alias="for")
    """How long the broker lets nobody in."""
    forgets: bool = False
    """Whether the broker loses the sessions and retained messages of the lab's users."""

    @property
    def is_about_the_house(self) -> bool:
        """Whether it happens in the house, and not on the way between the house and programs."""
        return self.network is None and self.broker is None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = {name for name in self.model_fields_set if getattr(self, name) not in (None, "", {})}
        if "broker" in said:
            said -= {"lasts", "forgets"}
        if said - {"at"} not in _FORMS:
            raise WrongValue(
                Text(
                    en="should be device and set, or device and hand, or person and go, or network, "
                    "or broker (with for and forgets)",
                    fa="باید device و set، یا device و hand، یا person و go، یا network، "
                    "یا broker (همراه for و forgets) داشته باشد",
                )
            )
        return self


def wrong_in_people(people: Mapping[str, Person], house: House) -> Wrong:
    """Where people are sent to rooms that the house does not have."""
    rooms = [*house.room_names, OUTSIDE]
    for name, person in sorted(people.items()):
        plans: list[tuple[str, Sequence[Stay | Visits]]] = [("day", person.day), ("visits", person.visits)]
        for part, visited in plans:
            for index, stay in enumerate(visited):
                if stay.room not in rooms:
                    yield ("people", name, part, index, "room"), unknown(stay.room, rooms)


def wrong_in_script(script: Sequence[ScriptEntry], people: Mapping[str, Person], house: House) -> Wrong:
    """Where the script speaks of people, rooms, devices or commands that are not there."""
    rooms = [*house.room_names, OUTSIDE]
    for index, entry in enumerate(script):
        if entry.person is not None and entry.person not in people:
            yield ("script", index, "person"), unknown(entry.person, sorted(people))
        if entry.go is not None and entry.go not in rooms:
            yield ("script", index, "go"), unknown(entry.go, rooms)
        if entry.device is not None and entry.device not in house.installed:
            yield ("script", index, "device"), unknown(entry.device, list(house.installed))
        elif entry.device is not None:
            yield from _wrong_at_device(index, entry, house.installed[entry.device].device)


def _wrong_at_device(index: int, entry: ScriptEntry, device: Device) -> Wrong:
    if entry.hand is not None and entry.hand not in device.hands:
        yield ("script", index, "hand"), unknown(entry.hand, sorted(device.hands))
    for name, value in (entry.set or {}).items():
        if name not in device.commands:
            yield ("script", index, "set", name), unknown(name, list(device.commands))
            continue
        try:
            device.commands[name].accept(value)
        except ValueRefused as refused:
            yield ("script", index, "set", name), refused.says
