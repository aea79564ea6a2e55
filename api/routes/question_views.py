"""How the questions of an exercise look in answers: without anything of what is right."""

from __future__ import annotations

from typing import Self

from pydantic import BaseModel

from api.problems import Said
from api.routes.sentences import said
from exercises.exercise import Exercise
from exercises.kinds.answers import AnswersExercise
from exercises.question import Question
from exercises.rulebook.duration import Parameters


class OptionView(BaseModel):
    """One that can be chosen."""

    id: str
    says: Said


class QuestionView(BaseModel):
    """A question, without anything of its right answer."""

    id: str
    type: str
    asks: Said
    hint: Said | None
    weight: float
    unit: str | None
    options: list[OptionView]

    @classmethod
    def of(cls, question: Question, values: Parameters, *, with_hint: bool) -> Self:
        """A question with the student's own numbers in it."""
        hint = question.hint if with_hint else None
        asked = question.type
        return cls(
            id=question.id,
            type=asked.keyword,
            asks=said(question.asks.format(**values)),
            hint=said(hint) if hint else None,
            weight=question.weight,
            unit=getattr(asked, "unit", None),
            options=[
                OptionView(id=id_, says=said(text)) for id_, text in getattr(asked, "options", {}).items()
            ],
        )


def question_views(exercise: Exercise, values: Parameters, *, with_hints: bool) -> list[QuestionView]:
    """The questions with the student's own numbers in them; none where files are asked for."""
    if not isinstance(exercise, AnswersExercise):
        return []
    own = exercise.filled_with(values)
    return [QuestionView.of(each, values, with_hint=with_hints) for each in own.questions]
