"""A scenario: everything that determines a run. Same scenario and seed, same trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, NaiveDatetime

from devices.property import Scalar
from devices.text import Text
from simulator.assembly import assemble, assembly_schema, with_included
from simulator.conventions import convention_names
from simulator.daily_life import Person, wrong_in_people
from simulator.fault_plan import FaultPlan, wrong_in_faults
from simulator.house import House
from simulator.mistakes import FileMissing, unknown
from simulator.network_plan import NetworkPlan, wrong_in_network
from simulator.parameter_schema import open_to_parameters
from simulator.plan import Name, Plan
from simulator.quantities import DAY_MS, Duration
from simulator.radio_plan import RadioPlan, wrong_in_radio
from simulator.script_entry import ScriptEntry, wrong_in_script
from simulator.weather_file import load_weather
from simulator.weather_plan import WeatherPlan, wrong_in_weather
from simulator.weather_record import WeatherRecord
from simulator.yaml_file import Location, find_file, mistaken, read_yaml, validate

_FOLDER = Path(__file__).parent
NO_PARAMETERS: Mapping[str, Scalar] = {}


class Scenario(Plan):
    """House, time, weather, people, network, radio, script, faults and seed."""

    title: Text
    summary: Text | None = None
    house: House
    start: NaiveDatetime
    duration_ms: Duration = Field(default=DAY_MS, alias="duration")
    seed: Annotated[int, Field(ge=0)] = 1
    weather: WeatherPlan = WeatherPlan()
    conventions: tuple[str, ...] = ("zigbee2mqtt", "home_assistant", "telemetry")
    """In this order: a device speaks the first of them that fits it, see `simulator.convention.Scope`."""
    qos: Annotated[int, Field(ge=0, le=2)] = 0
    """The quality of service at which the house itself speaks; subscribers get that at most."""
    people: dict[Name, Person] = Field(default_factory=dict)
    network: NetworkPlan | None = None
    radio: RadioPlan = RadioPlan()
    script: tuple[ScriptEntry, ...] = ()
    faults: tuple[FaultPlan, ...] = ()

    @classmethod
    def parse(
        cls, content: Mapping[str, Any], where: str, parameters: Mapping[str, Scalar] = NO_PARAMETERS
    ) -> Scenario:
        """The scenario that a mapping describes; `where` names it in mistakes. Raises FileMistaken."""
        content = with_included(content, where)
        values = load_weather(assemble(content, where, parameters), content, where)
        house = values.get("house")
        if isinstance(house, str):
            values = {**values, "house": _load_house(house, content, where)}
        scenario = validate(cls, values, where, lines=content)
        if scenario.weather.file is not None and not (isinstance(house, Mapping) and "place" in house):
            scenario = scenario.at_place_of(scenario.weather.file)
        wrong = list(scenario.wrong_references())
        if wrong:
            raise mistaken(wrong, content, where)
        return scenario

    def with_seed(self, seed: int) -> Scenario:
        """The same scenario with other chances."""
        return self.model_copy(update={"seed": seed})

    def at_place_of(self, record: WeatherRecord) -> Scenario:
        """The same scenario where the weather was recorded, if the record says where that is."""
        if record.place is None:
            return self
        place = self.house.place.model_copy(update=record.place._asdict())
        return self.model_copy(update={"house": self.house.model_copy(update={"place": place})})

    def wrong_references(self) -> Iterator[tuple[Location, Text]]:
        """Where the scenario speaks of something that is not there: location and what is wrong."""
        wrong_in_house = list(self.house.wrong_references())
        if wrong_in_house:
            # What refers to a wrong house cannot be judged.
            yield from ((("house", *location), wrong) for location, wrong in wrong_in_house)
            return
        yield from wrong_in_people(self.people, self.house)
        yield from wrong_in_script(self.script, self.people, self.house)
        yield from wrong_in_weather(self.weather, self.start, self.duration_ms)
        yield from wrong_in_network(self.script, self.network)
        yield from wrong_in_radio(self.radio, self.house)
        yield from wrong_in_faults(self.faults, self.house)
        for index, convention in enumerate(self.conventions):
            if convention not in convention_names():
                yield ("conventions", index), unknown(convention, convention_names())


def load_scenario(
    name_or_path: str | Path, parameters: Mapping[str, Scalar] = NO_PARAMETERS, beside: Path = Path()
) -> Scenario:
    """A scenario of the lab by name, or from a file (also one beside another file), with its parameters.

    Raises FileMissing, FileMistaken.
    """
    path = find_file(str(name_or_path), _FOLDER / "scenarios", beside)
    return Scenario.parse(read_yaml(path), str(path), parameters)


def scenario_names() -> list[str]:
    """The scenarios that come with the lab."""
    return sorted(path.stem for path in (_FOLDER / "scenarios").glob("*.yaml"))


def scenario_schema() -> dict[str, Any]:
    """The JSON Schema of a scenario file, for editors."""
    schema = Scenario.model_json_schema()
    by_name = {"type": "string", "description": "a house of the lab, or the path of a house file"}
    schema["properties"]["house"] = {"anyOf": [by_name, schema["properties"]["house"]]}
    schema["properties"] |= assembly_schema(schema["$defs"])
    return open_to_parameters(schema)


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
