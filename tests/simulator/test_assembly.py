"""Scenario files that build on others, and whose parameters a run chooses."""

import jsonschema_rs
import pytest

from simulator.mistakes import FileMistaken
from simulator.scenario import load_scenario, scenario_schema

BASE = """\
people:
  ali:
    title: {en: Ali, fa: علی}
    day:
      - {at: "07:00", room: hall}
script:
  - {at: "06:00", person: ali, go: outside}
"""
TOP = """\
title: {en: Test, fa: آزمون}
include: [base.yaml]
parameters:
  back_at:
    title: {en: When Ali comes back, fa: زمان برگشتن علی}
    default: "18:00"
    choices: ["17:00", "18:00"]
  seed:
    title: {en: Seed, fa: بذر}
    default: 3
    choices: [3, 4]
house:
  title: {en: House, fa: خانه}
  rooms: {hall: {title: {en: Hall, fa: هال}, area_m2: 10}}
start: 2027-01-14T00:00
seed: $seed
people:
  ali:
    title: {en: "Ali at ${back_at}", fa: علی}
script:
  - {at: "$back_at", person: ali, go: hall}
"""


@pytest.fixture
def load(tmp_path):
    def write_and_load(top=TOP, base=BASE, **parameters):
        (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
        (tmp_path / "top.yaml").write_text(top, encoding="utf-8")
        return load_scenario(tmp_path / "top.yaml", parameters)

    return write_and_load


def test_what_is_included_stands_below_and_lists_are_joined(load):
    scenario = load()
    assert scenario.people["ali"].day[0].room == "hall"
    assert [entry.go for entry in scenario.script] == ["outside", "hall"]


def test_the_file_itself_wins_over_what_it_includes(load):
    assert load().people["ali"].title.en == "Ali at 18:00"


def test_parameters_have_their_default_or_what_a_run_chooses(load):
    assert (load().script[1].at, load().seed) == (18 * 3_600_000, 3)
    chosen = load(back_at="17:00", seed="4")
    assert (chosen.script[1].at, chosen.seed) == (17 * 3_600_000, 4), "4 is a number though typed as text"


@pytest.mark.parametrize(
    ("right", "wrong", "chosen", "line", "hint"),
    [
        ("base.yaml", "bas.yaml", {}, 2, "family-of-three"),
        ("[base.yaml]", "base.yaml", {}, 2, "a list of files"),
        ("[base.yaml]", "[top.yaml]", {}, 2, "includes itself"),
        ('$back_at"', '$bak_at"', {}, 20, "did you mean back_at"),
        ('default: "18:00"', 'default: "19:00"', {}, 4, "should be one of 17:00, 18:00"),
        ("", "", {"back_at": "9:00"}, 4, "should be one of 17:00, 18:00"),
        ("", "", {"back": "9:00"}, 3, "did you mean back_at"),
    ],
)
def test_mistakes_name_their_line_and_what_would_be_right(load, right, wrong, chosen, line, hint):
    with pytest.raises(FileMistaken) as caught:
        load(TOP.replace(right, wrong, 1), **chosen)
    (mistake,) = caught.value.mistakes
    assert mistake.line == line
    assert hint in mistake.wrong.en


def test_the_schema_knows_include_and_parameters():
    assert {"include", "parameters"} <= set(scenario_schema()["properties"])


@pytest.mark.parametrize(
    ("field", "value", "is_right"),
    [
        ("seed", 3, True),
        ("seed", "$seed", True),
        ("seed", "${seed}", True),
        ("seed", "seed", False),
        ("weather", {"kind": "$weather"}, True),
        ("weather", {"kind": "hot"}, False),
        ("duration", "$how_long", True),
        ("duration", "long", False),
        ("network", {"latency": ["$least", "600ms"]}, True),
        ("script", [{"at": "$back_at", "person": "ali", "go": "hall"}], True),
        ("script", [{"at": "soon", "person": "ali", "go": "hall"}], False),
    ],
)
def test_the_schema_takes_a_parameter_for_every_value(field, value, is_right):
    schema = scenario_schema()
    schema.pop("required")
    assert jsonschema_rs.validator_for(schema).is_valid({field: value}) is is_right
