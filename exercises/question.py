"""A question of an exercise: its text, its type, and what is made of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, create_model, model_validator

from exercises.fields import Strict, Words, check_only_one, filled_of
from exercises.questions import answer_types
from exercises.quiz.answer_type import AnswerType


class QuestionBase(Strict):
    """What every question has, whatever its type."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    asks: Words
    """The question itself; `{parameter}` places are filled with the student's own."""
    hint: Words | None = None
    weight: float = Field(1, ge=0)

    @property
    def type(self) -> AnswerType:
        """What is asked for."""
        written: AnswerType = getattr(self, filled_of(self, list(answer_types()))[0])
        return written

    @model_validator(mode="after")
    def _has_one_type(self) -> Self:
        check_only_one(self, list(answer_types()))
        return self


_type_fields: dict[str, Any] = {keyword: (each | None, None) for keyword, each in answer_types().items()}
if TYPE_CHECKING:
    Question = QuestionBase
else:
    Question = create_model("Question", __base__=QuestionBase, __doc__=QuestionBase.__doc__, **_type_fields)
"""A question as files have it: one field for each type, of which one is filled."""
