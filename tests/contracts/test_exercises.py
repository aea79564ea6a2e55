"""The contract that every exercise of the catalogue keeps; whether it is fair, `khaneh exercise check` proves."""

import ast
import itertools
import re

import pytest

from exercises.exercise import all_exercises, load_exercise
from exercises.mistakes import mistake_names

EXERCISES = all_exercises()
IDS = [exercise.id for exercise in EXERCISES]
LATIN_OR_ARABIC_FORMS = re.compile("[يكة0-9]")
"""Arabic letters where Persian has its own, and Latin digits in running text."""
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


@pytest.fixture(params=IDS, scope="module")
def exercise(request):
    return load_exercise(request.param)


def persian_sentences(exercise):
    yield from (exercise.title.fa, exercise.summary.fa, CODE.sub("", exercise.text.fa))
    yield from (hint.fa for hint in exercise.hints)
    yield from (parameter.label.fa for parameter in exercise.parameters)
    yield from (lane.label.fa for lane in exercise.lanes)
    for rule in exercise.rules:
        yield rule.says.fa
        yield from (sentence.fa for sentence in rule.tells.values())
        if rule.hint:
            yield rule.hint.fa


def all_draws(exercise):
    names = [parameter.name for parameter in exercise.parameters]
    for values in itertools.product(*(parameter.values for parameter in exercise.parameters)):
        yield dict(zip(names, values, strict=True))


def test_ids_and_numbers_are_each_used_once():
    assert len(set(IDS)) == len(IDS)
    numbers = [exercise.number for exercise in EXERCISES]
    assert len(set(numbers)) == len(numbers)


def test_it_lies_where_its_id_and_unit_say(exercise):
    assert (exercise.folder.parent.name, exercise.folder.name) == (exercise.unit, exercise.id)


def test_it_has_a_public_and_a_hidden_run(exercise):
    assert len(exercise.seeds) >= 1
    assert exercise.hidden_runs >= 1


def test_its_rules_are_worth_something_and_read_what_the_house_has(exercise):
    assert sum(rule.weight for rule in exercise.rules) > 0
    assert list(exercise.wrong_references()) == []


def test_everything_fits_every_draw_of_its_parameters(exercise):
    for parameters in all_draws(exercise):
        text = exercise.text_for(parameters, "lab/sara")
        assert "$" not in text.en + text.fa
        for rule in exercise.rules:
            rule.says.format(**parameters)
            assert all(each.milliseconds(parameters) >= 0 for each in rule.durations)
            assert max(each.milliseconds(parameters) for each in rule.durations) < exercise.duration_ms
        for language in ("en", "fa"):
            ast.parse(exercise.starter(parameters, "lab/sara", language))


def test_persian_is_written_in_persian_letters_and_digits(exercise):
    for sentence in persian_sentences(exercise):
        prose = re.sub(r"\{.*?\}|\$\w+|[A-Za-z_]\w*|/\w+", "", sentence)
        wrong = LATIN_OR_ARABIC_FORMS.findall(prose)
        assert not wrong, f"{wrong} in: {sentence}"


def test_its_proof_has_a_solution_and_wrong_programs_that_are_there(exercise):
    solutions = [each for each in exercise.proof if each.score == 100]
    wrong = [each for each in exercise.proof if each.at_most is not None]
    assert solutions
    assert len(wrong) >= 3
    assert all(each.at_most < 60 for each in wrong), "a wrong program must not pass"
    for proof in exercise.proof:
        ast.parse((exercise.folder / proof.file).read_text())


def test_every_rule_is_broken_by_a_wrong_program(exercise):
    broken = {rule for each in exercise.proof for rule in each.breaks}
    assert {rule.id for rule in exercise.rules} == broken


def test_its_mistakes_are_among_those_that_are_recognised(exercise):
    assert {name for each in exercise.proof for name in each.mistakes} <= set(mistake_names())


def test_every_program_of_the_folder_is_part_of_its_proof(exercise):
    programs = {file.name for file in exercise.folder.glob("*.py") if not file.name.startswith("starter")}
    assert programs == {each.file for each in exercise.proof}
