"""The schema that editors are given for `exercise.yaml`."""

import copy

import jsonschema_rs
import pytest
from ruamel.yaml import YAML

from exercises.exercise import exercise_folders
from exercises.rules import operators
from exercises.schema import exercise_schema


def load(written):
    return YAML(typ="safe").load(written)


@pytest.fixture(scope="module")
def schema():
    return jsonschema_rs.validator_for(exercise_schema())


@pytest.fixture(scope="module")
def exercise():
    (motion_light,) = [folder for folder in exercise_folders() if folder.name == "motion-light"]
    return load((motion_light / "exercise.yaml").read_text())


@pytest.mark.parametrize("folder", exercise_folders(), ids=lambda folder: folder.name)
def test_every_exercise_of_the_lab_keeps_it(schema, folder):
    schema.validate(load((folder / "exercise.yaml").read_text()))


@pytest.mark.parametrize("keyword", sorted(operators()))
def test_every_operator_may_be_written_as_its_example_is(schema, exercise, keyword):
    rule = load(operators()[keyword].example.rule)
    schema.validate({**exercise, "rules": [{**exercise["rules"][0], "response": None, **rule}]})


@pytest.mark.parametrize(
    "condition",
    [
        "{lamp.state: ON}",
        "lamp.state",
        "{room.lounge.temperature: [20, $target + 2]}",
        "{room.lounge.temperature: {at_most: $target}}",
        "{lamp.state: {one_of: [ON, OFF]}}",
        "{all: [lamp.state, {any: [{fan.state: {not: ON}}, {not: {room.lounge.temperature: {above: 5}}}]}]}",
    ],
)
def test_every_form_of_condition_is_in_it(schema, exercise, condition):
    schema.validate(with_rule(exercise, {"always": load(condition)}))


@pytest.mark.parametrize(
    "rule",
    [
        {"allways": {"lamp.state": "ON"}},
        {"always": {"lamp.state": {"abve": 5}}},
        {"always": {"lamp.state": [1, 2, 3]}},
        {"always": "lamp.state", "scope": {"sometimes": "2h"}},
        {"always": "lamp.state", "score": "half"},
        {"eventually": {"condition": "lamp.state", "in": "5s"}},
    ],
)
def test_mistakes_do_not_keep_it(schema, exercise, rule):
    assert not schema.is_valid(with_rule(exercise, rule))


def with_rule(exercise, rule):
    whole = copy.deepcopy(exercise)
    whole["rules"] = [{"id": "it", "says": {"en": "So.", "fa": "چنین."}, "weight": 1, **rule}]
    return whole
