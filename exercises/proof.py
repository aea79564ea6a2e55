"""What an exercise claims about programs that lie beside it, so that its fairness can be tried."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from devices.text import Text
from exercises.fields import Strict, Words
from simulator.mistakes import WrongValue

Score = Annotated[int, Field(ge=0, le=100)]


class Proof(Strict):
    """One program and the score that it has to get: exactly `score`, or no more than `at_most`."""

    file: str = Field(pattern=r"^[a-z0-9_]+(\.[a-z]+)?$")
    score: Score | None = None
    at_most: Score | None = None
    breaks: tuple[str, ...] = ()
    """Rules that it has to break: a wrong program must fail for the stated reason."""
    mistakes: tuple[str, ...] = ()
    """Beginners' mistakes that have to be recognised in it."""
    because: Words | None = None
    """What is wrong with it."""

    @model_validator(mode="after")
    def _says_the_score(self) -> Self:
        if (self.score is None) is (self.at_most is None):
            raise WrongValue(
                Text(en="should have either score or at_most", fa="باید یا score یا at_most داشته باشد")
            )
        return self

    @property
    def expected(self) -> str:
        """The score in words: `100`, or `<= 59`."""
        return str(self.score) if self.score is not None else f"<= {self.at_most}"

    def is_met_by(self, score: int) -> bool:
        """Whether the program's score is what it has to be."""
        return score == self.score if self.at_most is None else score <= self.at_most
