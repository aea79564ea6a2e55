"""What is told of an exercise, and what never is."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from api.routes.exercise_views import ExerciseView, whole_view
from api.services.assignments.own import OwnAssignment
from api.services.assignments.terms import terms_of
from api.services.exercises import Standing
from api.store.assignments import Assignment
from exercises.exercise import Exercise, load_exercise, read_exercise
from exercises.scaffold import new_exercise
from tests.api.school import EXERCISE, NOW


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Exercise:
    """A new exercise that asks questions."""
    return read_exercise(new_exercise("new-answers", "u1", tmp_path_factory.mktemp("catalog"), "answers"))


def seen(exercise: Exercise, *applying: OwnAssignment) -> ExerciseView:
    how: dict[str, Any] = {"student": "mina", "base": "lab/mina", "language": "fa", "now": NOW}
    return whole_view(exercise, Standing(), applying=applying, **how)


def given(**fields: Any) -> OwnAssignment:
    usual = {"mode": "practice", "hints": True, "parameters_in_text": False, "counts": "best", "weight": 1.0}
    limits = {"grace_minutes": 0, "penalty_percent": 0.0, "opens_at": NOW - timedelta(hours=1)}
    whole = {**usual, **limits, **fields}
    assignment = Assignment(id="homework", class_id="class", exercise="any", created_at=NOW, **whole)
    return OwnAssignment(assignment, "اینترنت اشیا", terms_of(assignment), submitted=0, checked=0)


def test_questions_are_told_with_all_that_is_needed_to_ask_them(answers: Exercise) -> None:
    told = {each.id: each for each in seen(answers).questions}
    written = {each.id: each for each in answers.questions}  # type: ignore[attr-defined]
    assert list(told) == list(written)
    for name, question in told.items():
        assert question.type == written[name].type.keyword
        assert question.asks.en
        assert question.asks.fa
    numbers = [each for each in told.values() if each.type == "number"]
    choices = [each for each in told.values() if each.type in ("choice", "choices")]
    assert all(each.unit for each in numbers)
    assert all(len(each.options) >= 2 for each in choices)
    assert numbers or choices


def test_of_a_right_answer_nothing_is_told(answers: Exercise) -> None:
    def keys(told: Any) -> set[str]:
        if isinstance(told, dict):
            return set(told) | {key for each in told.values() for key in keys(each)}
        return {key for each in told for key in keys(each)} if isinstance(told, list) else set()

    told = json.loads(seen(answers).model_dump_json())
    assert not keys(told["questions"]) & {"right", "within", "among"}


def test_hints_are_shown_unless_an_assignment_that_applies_goes_without(answers: Exercise) -> None:
    for exercise in (load_exercise(EXERCISE), answers):
        for applying in ([], [given()]):
            assert seen(exercise, *applying).hints_allowed
            assert len(seen(exercise, *applying).hints) == len(exercise.hints)
        without = seen(exercise, given(), given(hints=False))
        assert (without.hints, without.hints_allowed) == ([], False)
        assert all(question.hint is None for question in without.questions)
    assert any(question.hint for question in seen(answers).questions), "the hint of a question is shown, too"


def test_a_program_is_asked_no_questions() -> None:
    told = seen(load_exercise(EXERCISE), given(parameters_in_text=True))
    assert (told.kind, told.questions, told.parameters_in_text) == ("program", [], True)
    assert [each.id for each in told.assignments] == ["homework"]
