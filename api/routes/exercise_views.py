"""How exercises look in answers: never with what would give a solution away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from api.problems import Said
from api.routes.assignment_views import OwnAssignmentView
from api.routes.question_views import QuestionView, question_views
from api.routes.sentences import said
from api.services.assignments.own import OwnAssignment
from api.services.exercises import Standing
from exercises.exercise import Exercise


class ExerciseSummary(BaseModel):
    """One line of the list."""

    id: str
    kind: str
    version: int
    unit: str
    number: int
    title: Said
    summary: Said
    difficulty: int
    best_score: int | None
    attempts: int

    @classmethod
    def of(cls, exercise: Exercise, standing: Standing) -> ExerciseSummary:
        """An exercise and how far somebody has come with it."""
        return ExerciseSummary(
            id=exercise.id,
            kind=exercise.kind,
            version=exercise.version,
            unit=exercise.unit,
            number=exercise.number,
            title=said(exercise.title),
            summary=said(exercise.summary),
            difficulty=exercise.difficulty,
            best_score=standing.best_score,
            attempts=standing.attempts,
        )


class ParameterView(BaseModel):
    """A number or word that is this student's own."""

    name: str
    label: Said
    value: int | float | str
    unit: str | None


class RuleView(BaseModel):
    """What is asked, in words, and what it is worth."""

    id: str
    says: Said
    weight: float


class ExerciseView(ExerciseSummary):
    """One exercise, whole."""

    text: Said
    parameters: list[ParameterView]
    parameters_in_text: bool
    """Whether graded programs find no `PARAM_…` variables now, and have to hold the values themselves."""
    rules: list[RuleView]
    questions: list[QuestionView]
    """Of an exercise that asks some: its answers are handed in as `answers.json`, by question id."""
    hints: list[Said]
    hints_allowed: bool
    """Whether hints are shown now; in exams they are not."""
    assignments: list[OwnAssignmentView]
    """Those for which it may be handed in now; more than one has to be named then."""
    starter: str
    allowed_modules: list[str]
    base: str
    simulated_s: int


def whole_view(
    exercise: Exercise,
    standing: Standing,
    *,
    student: str,
    base: str,
    language: str,
    applying: Sequence[OwnAssignment],
    now: datetime,
) -> ExerciseView:
    """An exercise as this student meets it now; `applying` are the assignments that it is open for."""
    values = exercise.parameters_for(student)
    hints_allowed = all(each.assignment.hints for each in applying)
    return ExerciseView(
        **dict(ExerciseSummary.of(exercise, standing)),
        text=said(exercise.text_for(values, base)),
        parameters=[
            ParameterView(name=each.name, label=said(each.label), value=values[each.name], unit=each.unit)
            for each in exercise.parameters
        ],
        parameters_in_text=any(each.assignment.parameters_in_text for each in applying),
        rules=[
            RuleView(id=each.id, says=said(each.says), weight=each.weight) for each in exercise.asked(values)
        ],
        questions=question_views(exercise, values, with_hints=hints_allowed),
        hints=[said(hint) for hint in exercise.hints] if hints_allowed else [],
        hints_allowed=hints_allowed,
        assignments=[OwnAssignmentView.of(each, exercise.title, now) for each in applying],
        starter=exercise.starter(values, base, "fa" if language.startswith("fa") else "en"),
        allowed_modules=list(exercise.allowed_modules),
        base=base,
        simulated_s=exercise.duration_ms // 1000,
    )
