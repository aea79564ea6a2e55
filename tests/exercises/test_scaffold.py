"""A new exercise loads at once, and has everything that one has."""

import ast

import pytest

from exercises.exercise import read_exercise
from exercises.scaffold import BadExerciseName, ExerciseExists, new_exercise


@pytest.fixture
def folder(tmp_path):
    return new_exercise("warm-bed", "u4", tmp_path)


def test_a_new_exercise_loads(folder):
    exercise = read_exercise(folder)
    assert (exercise.id, exercise.unit) == ("warm-bed", "u4")
    parameters = exercise.parameters_for("sara")
    assert str(parameters["off_after"]) in exercise.text_for(parameters, "lab/sara").en
    for language in ("en", "fa"):
        assert "lab/sara" in exercise.starter(parameters, "lab/sara", language)


def test_its_programs_are_there_and_readable(folder):
    for proof in read_exercise(folder).proof:
        ast.parse((folder / proof.file).read_text())


def test_nothing_is_overwritten(folder, tmp_path):
    with pytest.raises(ExerciseExists):
        new_exercise("warm-bed", "u4", tmp_path)


@pytest.mark.parametrize(
    ("name", "unit"), [("Warm bed", "u4"), ("../bed", "u4"), ("", "u4"), ("bed", "../u4")]
)
def test_a_name_that_no_exercise_can_have_is_refused(name, unit, tmp_path):
    with pytest.raises(BadExerciseName):
        new_exercise(name, unit, tmp_path)
