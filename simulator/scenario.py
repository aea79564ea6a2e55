"""A scenario: everything that determines a run. Same scenario and seed, same trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, NaiveDatetime, model_validator

from devices.command import ValueRefused
from devices.property import Scalar
from devices.text import Text
from simulator.convention import convention_names
from simulator.house import OUTSIDE, House, Name, Plan
from simulator.mistakes import FileMissing, WrongValue, unknown
from simulator.quantities import DAY_MS, MINUTE_MS, SECOND_MS, Duration, TimeOfDay
from simulator.climate import climate_names
from simulator.yaml_file import Location, find_file, mistaken, read_yaml, validate

_FOLDER = Path(__file__).parent

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


class ScriptEntry(Plan):
    """Something that happens every day at a time: a command, a hand at a device, or a person who goes."""

    at: TimeOfDay
    device: str | None = None
    set: dict[str, Scalar] | None = None
    hand: str | None = None
    person: str | None = None
    go: str | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        forms = [
            self.device and self.set and not (self.hand or self.person or self.go),
            self.device and self.hand and not (self.set or self.person or self.go),
            self.person and self.go and not (self.device or self.set or self.hand),
        ]
        if not any(forms):
            raise WrongValue(
                Text(
                    en="should be device and set, or device and hand, or person and go",
                    fa="باید device و set، یا device و hand، یا person و go داشته باشد",
                )
            )
        return self


class WeatherPlan(Plan):
    """How the weather differs from the place's usual one; temperatures in kelvin, cloud cover 0 to 1."""

    warmer_by_k: float = Field(0, ge=-30, le=30)
    cloud: float | None = Field(None, ge=0, le=1)


class Scenario(Plan):
    """House, time, weather, people, script and seed."""

    title: Text
    summary: Text | None = None
    house: House
    start: NaiveDatetime
    duration_ms: Duration = Field(DAY_MS, alias="duration")
    seed: int = Field(1, ge=0)
    weather: WeatherPlan = WeatherPlan()
    conventions: tuple[str, ...] = ("zigbee2mqtt", "home_assistant")
    people: dict[Name, Person] = {}
    script: tuple[ScriptEntry, ...] = ()

    @classmethod
    def parse(cls, content: Mapping[str, Any], where: str) -> Scenario:
        """The scenario that a mapping describes; `where` names it in mistakes. Raises FileMistaken."""
        house = content.get("house")
        values = {**content, "house": _load_house(house, content, where)} if isinstance(house, str) else content
        scenario = validate(cls, values, where, lines=content)
        wrong = list(scenario.wrong_references())
        if wrong:
            raise mistaken(wrong, content, where)
        return scenario

    def with_seed(self, seed: int) -> Scenario:
        """The same scenario with other chances."""
        return self.model_copy(update={"seed": seed})

    def wrong_references(self) -> Iterator[tuple[Location, Text]]:
        """Where the scenario speaks of something that is not there: location and what is wrong."""
        for location, wrong in self.house.wrong_references():
            yield ("house", *location), wrong
        rooms = [*self.house.room_names, OUTSIDE]
        for name, person in sorted(self.people.items()):
            for part, visited in (("day", person.day), ("visits", person.visits)):
                for index, stay in enumerate(visited):
                    if stay.room not in rooms:
                        yield ("people", name, part, index, "room"), unknown(stay.room, rooms)
        for index, entry in enumerate(self.script):
            for field, wrong in self._wrong_in_script(entry, rooms):
                yield ("script", index, field), wrong
        for index, convention in enumerate(self.conventions):
            if convention not in convention_names():
                yield ("conventions", index), unknown(convention, convention_names())
        if self.house.place.climate not in climate_names():
            yield ("house", "place", "climate"), unknown(self.house.place.climate, climate_names())

    def _wrong_in_script(self, entry: ScriptEntry, rooms: list[str]) -> Iterator[tuple[str, Text]]:
        if entry.person is not None and entry.person not in self.people:
            yield "person", unknown(entry.person, sorted(self.people))
        if entry.go is not None and entry.go not in rooms:
            yield "go", unknown(entry.go, rooms)
        if entry.device is None:
            return
        if entry.device not in self.house.installed:
            yield "device", unknown(entry.device, list(self.house.installed))
            return
        device = self.house.installed[entry.device].device
        if entry.hand is not None and entry.hand not in device.hands:
            yield "hand", unknown(entry.hand, sorted(device.hands))
        for name, value in (entry.set or {}).items():
            if name not in device.commands:
                yield "set", unknown(name, list(device.commands))
                continue
            try:
                device.commands[name].accept(value)
            except ValueRefused as refused:
                yield "set", refused.says


def load_scenario(name_or_path: str | Path) -> Scenario:
    """A scenario of the lab by name, or from a file. Raises FileMissing, FileMistaken."""
    path = find_file(str(name_or_path), _FOLDER / "scenarios")
    return Scenario.parse(read_yaml(path), str(path))


def scenario_names() -> list[str]:
    """The scenarios that come with the lab."""
    return sorted(path.stem for path in (_FOLDER / "scenarios").glob("*.yaml"))


def scenario_schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file, for editors."""
    schema = Scenario.model_json_schema()
    by_name = {"type": "string", "description": "a house of the lab, or the path of a house file"}
    schema["properties"]["house"] = {"anyOf": [by_name, schema["properties"]["house"]]}
    return schema


def _load_house(name: str, content: Mapping[str, Any], where: str) -> House:
    try:
        path = find_file(name, _FOLDER / "houses", beside=Path(where))
    except FileMissing:
        known = sorted(path.stem for path in (_FOLDER / "houses").glob("*.yaml"))
        raise mistaken([(("house",), unknown(name, known))], content, where) from None
    file = read_yaml(path)
    house = validate(House, file, str(path))
    wrong = list(house.wrong_references())
    if wrong:
        raise mistaken(wrong, file, str(path))
    return house
