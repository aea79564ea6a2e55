"""The contract that every exercise of the catalogue keeps; whether it is fair, `khaneh exercise check` proves."""

import ast

import pytest

from exercises.exercise import all_exercises, load_exercise
from exercises.mistakes import mistake_names
from exercises.parameters import sample
from exercises.proving.complaints import PASSING
from exercises.proving.translations import wrong_translations
from exercises.rulebook.duration import Duration
from exercises.rulebook.parts import parts

EXERCISES = all_exercises()
IDS = [exercise.id for exercise in EXERCISES]


@pytest.fixture(params=IDS, scope="module")
def exercise(request):
    return load_exercise(request.param)


def test_ids_and_numbers_are_each_used_once():
    assert len(set(IDS)) == len(IDS)
    numbers = [exercise.number for exercise in EXERCISES]
    assert len(set(numbers)) == len(numbers)


def test_it_lies_where_its_id_and_unit_say(exercise):
    assert (exercise.folder.parent.name, exercise.folder.name) == (exercise.unit, exercise.id)


def test_a_program_has_a_public_and_a_hidden_run(exercise):
    assert len(exercise.seeds) >= 1
    if exercise.kind in ("program", "device"):
        assert exercise.hidden_runs >= 1


def test_what_it_judges_is_worth_something_and_reads_what_the_house_has(exercise):
    assert exercise.judged
    assert not exercise.rules or sum(rule.weight for rule in exercise.rules) > 0
    assert list(exercise.wrong_references()) == []


def test_everything_fits_every_value_of_its_parameters(exercise):
    for parameters in sample(exercise.parameters):
        text = exercise.text_for(parameters, "lab/sara")
        assert "$" not in text.en + text.fa
        for rule in exercise.filled_with(parameters).rules:
            rule.says.format(**parameters)
            lengths = [duration.milliseconds(parameters) for _, duration in parts(rule, Duration)]
            assert all(0 <= length < exercise.duration_ms for length in lengths)
        for language in ("en", "fa"):
            assert "$" not in exercise.starter(parameters, "lab/sara", language)


def test_its_starter_is_a_program_that_python_reads(exercise):
    if exercise.kind in ("program", "device"):
        for parameters in sample(exercise.parameters):
            for language in ("en", "fa"):
                ast.parse(exercise.starter(parameters, "lab/sara", language))


def test_everything_is_said_in_good_english_and_persian(exercise):
    assert [wrong.en for wrong in wrong_translations(exercise)] == []


def test_its_proof_has_a_solution_and_wrong_attempts_that_are_there(exercise):
    solutions = [each for each in exercise.proof if each.score == 100]
    wrong = [each for each in exercise.proof if each.at_most is not None]
    assert solutions
    assert len(wrong) >= 3
    assert all(each.at_most < PASSING for each in wrong), "a wrong program must not pass"
    for proof in exercise.proof:
        assert (exercise.folder / proof.file).exists()
        if proof.file.endswith(".py"):
            ast.parse((exercise.folder / proof.file).read_text())


def test_everything_that_is_judged_is_broken_by_a_wrong_attempt(exercise):
    assert set(exercise.judged) == {rule for each in exercise.proof for rule in each.breaks}


def test_its_mistakes_are_among_those_that_are_recognised(exercise):
    assert {name for each in exercise.proof for name in each.mistakes} <= set(mistake_names())


def test_every_program_of_the_folder_is_part_of_its_proof(exercise):
    programs = {file.name for file in exercise.folder.glob("*.py") if not file.name.startswith("starter")}
    assert programs <= {each.file for each in exercise.proof}
