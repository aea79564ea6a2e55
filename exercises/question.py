"""A question of an exercise: its text, its type, and what is made of an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from pydantic import Field, create_model, model_validator

from devices.text import Text
from exercises.fields import Strict, Words
from exercises.questions import answer_types
from exercises.quiz.answer_type import AnswerType
from simulator.mistakes import WrongValue


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
        written: list[AnswerType | None] = [getattr(self, keyword) for keyword in answer_types()]
        return next(each for each in written if each is not None)

    @model_validator(mode="after")
    def _has_one_type(self) -> Self:
        keywords = list(answer_types())
        if sum(getattr(self, keyword) is not None for keyword in keywords) != 1:
            raise WrongValue(
                Text(
                    en="should have exactly one of: {all}", fa="باید تنها یکی از این‌ها را داشته باشد: {all}"
                ).format(all=", ".join(keywords))
            )
        return self


_type_fields: dict[str, Any] = {keyword: (each | None, None) for keyword, each in answer_types().items()}
if TYPE_CHECKING:
    Question = QuestionBase
else:
    Question = create_model("Question", __base__=QuestionBase, __doc__=QuestionBase.__doc__, **_type_fields)
"""A question as files have it: one field for each type, of which one is filled."""
