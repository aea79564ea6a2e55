"""The contract that every file of `simulator/houses/`, `scenarios/` and `parts/` keeps, read as it is written."""

import re
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path

import jsonschema_rs
import pytest
from ruamel.yaml import YAML

import simulator
from simulator.scenario import Scenario, load_scenario, scenario_names, scenario_schema

FOLDER = Path(simulator.__file__).parent
FILES = sorted(path for kind in ("houses", "parts", "scenarios") for path in (FOLDER / kind).glob("*.yaml"))
HOUSES = [path.stem for path in FILES if path.parent.name == "houses"]
PERSIAN = re.compile("[\u0600-\u06ff]")
ARABIC_LETTERS = re.compile("[يكةى]")
TITLED = (
    "rooms",
    "windows",
    "doors",
    "pipes",
    "tanks",
    "beds",
    "circuits",
    "devices",
    "people",
    "parameters",
)


def names(paths):
    return [f"{path.parent.name}/{path.stem}" for path in paths]


@pytest.fixture(params=FILES, ids=names(FILES))
def path(request):
    return request.param


@cache
def read(path):
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


@pytest.fixture
def content(path):
    return read(path)


def mappings(content, field=""):
    """Every mapping of a file with the field that it stands in, the file itself first."""
    if isinstance(content, Mapping):
        yield field, content
        for name, each in content.items():
            yield from mappings(each, f"{field}.{name}".lstrip("."))
    elif isinstance(content, list):
        for index, each in enumerate(content):
            yield from mappings(each, f"{field}.{index}")


def as_json(content):
    """What the file says, in the values that JSON has."""
    if isinstance(content, Mapping):
        return {name: as_json(each) for name, each in content.items()}
    if isinstance(content, list):
        return [as_json(each) for each in content]
    return content.isoformat() if isinstance(content, datetime) else content


def test_every_text_stands_in_both_languages(path, content):
    texts = [(field, each) for field, each in mappings(content) if {"en", "fa"} & set(each)]
    assert texts, "a file that says nothing to anybody"
    for field, text in texts:
        assert set(text) == {"en", "fa"}, f"{field} stands in one language only"
        assert re.search("[A-Za-z]", text["en"]), f"no English in {field}"
        assert PERSIAN.search(text["fa"]), f"no Persian in {field}"
        assert not PERSIAN.search(text["en"]), f"Persian letters in the English of {field}"
        assert not ARABIC_LETTERS.search(text["fa"]), f"Arabic letters in {field}: {text['fa']}"


def test_everything_that_people_speak_of_has_a_title(path, content):
    if path.parent.name != "parts":
        assert "title" in content
    untitled = [
        f"{field}.{name}".lstrip(".")
        for field, each in mappings(content)
        for part in TITLED
        for name, named in each.get(part, {}).items()
        if isinstance(each.get(part), Mapping) and isinstance(named, Mapping) and "title" not in named
    ]
    assert not untitled


def test_an_editor_finds_nothing_wrong(path, content):
    """The file passes the exported JSON Schema, parameters not yet filled in."""
    found = [
        f"{'.'.join(str(part) for part in wrong.instance_path)}: {wrong.message}"
        for wrong in validator(path.parent.name).iter_errors(as_json(content))
    ]
    assert not found


@cache
def validator(kind):
    schema = scenario_schema()
    if kind == "houses":
        schema = {"$ref": "#/$defs/House", "$defs": schema["$defs"]}
    elif kind == "parts":
        schema.pop("required")
    return jsonschema_rs.validator_for(schema)


def test_a_comment_at_the_top_says_what_a_house_is(path):
    if path.parent.name == "houses":
        assert path.read_text(encoding="utf-8").startswith("# ")


def test_there_are_the_twelve_places_of_the_lab():
    assert {
        *("birjand-flat", "family-house", "corridor-flat", "villa-pv", "classroom", "clinic-room"),
        *("greenhouse", "saffron-dryer", "barberry-cold-store", "qanat-orchard"),
        *("diesel-workshop", "small-factory"),
    } <= set(HOUSES)


@pytest.mark.parametrize("name", HOUSES)
def test_something_happens_in_every_house(name):
    assert any(read(path).get("house") == name for path in FILES), f"write a scenario for {name}"


@pytest.mark.parametrize("name", [path.stem for path in FILES if path.parent.name == "parts"])
def test_every_part_is_included_somewhere(name):
    assert any(name in read(path).get("include", ()) for path in FILES), f"nothing includes {name}"


@pytest.mark.parametrize("name", HOUSES)
def test_a_house_is_worth_living_in(name):
    """Rooms to compare, devices enough for a program, and of several models."""
    start = {"title": {"en": "T", "fa": "ت"}, "house": name, "start": "2027-01-14T00:00"}
    house = Scenario.parse(start, "test").house
    assert len(house.rooms) >= 2
    assert len(house.installed) >= 8
    assert len({installed.device.model for installed in house.installed.values()}) >= 6
    assert any(door.between for door in house.doors.values() if "outside" in door.between), "no way in"


def test_the_house_of_the_benchmark_has_forty_devices():
    assert len(load_scenario("winter-leaks").house.installed) == 40


@pytest.mark.parametrize("name", scenario_names())
def test_a_scenario_says_what_it_teaches_and_comes_with_a_seed(name):
    scenario = load_scenario(name)
    assert scenario.summary, "a summary says what happens"
    assert scenario.seed > 0
    assert scenario.people, "a house without people"


@pytest.mark.parametrize("name", scenario_names())
def test_every_choice_of_its_parameters_loads(name):
    content = read(FOLDER / "scenarios" / f"{name}.yaml")
    for parameter, plan in content.get("parameters", {}).items():
        for choice in plan["choices"]:
            assert load_scenario(name, {parameter: choice}).title
