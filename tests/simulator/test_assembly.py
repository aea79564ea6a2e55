"""Scenario files that build on others, and whose parameters a run chooses."""

import jsonschema_rs
import pytest

from simulator.mistakes import FileMistaken
from simulator.scenario import load_scenario, scenario_schema
from tests.simulator.spoilt import assert_says

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


# (what is replaced, by what, what a run chooses, file, line, field, what the sentence must hold)
MISTAKES = [
    ("base.yaml", "bas.yaml", {}, "top", 2, "include.0", "possible are: class-of-28, family"),
    ("[base.yaml]", "base.yaml", {}, "top", 2, "include", "a list of files"),
    ("[base.yaml]", "[top.yaml]", {}, "top", 2, "include.0", "includes itself"),
    ('"$back_at"', '"$bak_at"', {}, "top", 21, "script.0.at", "did you mean back_at"),
    ("seed: $seed", "seed: $sed", {}, "top", 16, "seed", "did you mean seed"),
    ('default: "18:00"', 'default: "19:00"', {}, "top", 4, "parameters.back_at", "one of 17:00, 18:00"),
    ("choices: [3, 4]", "choices: []", {}, "top", 11, "parameters.seed.choices", "fewer than 1"),
    ("    default: 3\n", "", {}, "top", 8, "parameters.seed.default", "is required"),
    ("", "", {"back_at": "9:00"}, "top", 4, "parameters.back_at", "one of 17:00, 18:00"),
    ("", "", {"back": "9:00"}, "top", 3, "parameters", "did you mean back_at"),
    ("person: ali, go: hall", "person: aly, go: hall", {}, "top", 21, "script.0.person", "did you mean ali"),
    (
        "person: ali, go: outside",
        "person: aly, go: hall",
        {},
        "base",
        7,
        "script.0.person",
        "did you mean ali",
    ),
    ("room: hall}", "room: hal}", {}, "base", 5, "people.ali.day.0.room", "did you mean hall"),
    ('"06:00"', '"26:00"', {}, "base", 7, "script.0.at", "a time of day such as"),
    ('script:\n  - {at: "06:00"', 'scrip:\n  - {at: "06:00"', {}, "base", 6, "scrip", "did you mean script"),
]


@pytest.mark.parametrize(("right", "wrong", "chosen", "file", "line", "field", "hint"), MISTAKES)
def test_a_mistake_names_the_file_line_and_field_in_which_it_is(
    load, tmp_path, right, wrong, chosen, file, line, field, hint
):
    top, base = (each.replace(right, wrong, 1) if each.count(right) == 1 else each for each in (TOP, BASE))
    with pytest.raises(FileMistaken) as caught:
        load(top, base, **chosen)
    (mistake,) = caught.value.mistakes
    assert (mistake.file, mistake.line) == (str(tmp_path / f"{file}.yaml"), line)
    assert mistake.field == field
    assert_says(mistake, hint)


def test_what_stands_in_both_files_is_looked_for_in_the_one_that_wins(load, tmp_path):
    with pytest.raises(FileMistaken, match=r"top\.yaml, line 19, people\.ali\.title\.fa: is required"):
        load(
            TOP.replace('{en: "Ali at ${back_at}", fa: علی}', '{en: "Ali at ${back_at}"}'),
            BASE.replace("fa: علی", ""),
        )


def test_a_mistake_in_what_is_written_once_for_many_is_named_where_it_is_written(load, tmp_path):
    """YAML's own way to say the same of two people."""
    twins = """\
people:
  ali: &twin
    title: {en: Ali, fa: علی}
    day:
      - {at: "07:00", room: hal}
  amin:
    <<: *twin
    title: {en: Amin, fa: امین}
"""
    with pytest.raises(FileMistaken) as caught:
        load(base=twins)
    assert [(each.line, each.field) for each in caught.value.mistakes] == [
        (5, "people.ali.day.0.room"),
        (5, "people.amin.day.0.room"),
    ]


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
