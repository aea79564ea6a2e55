"""The root mean square error of a signal: large errors count for more than in the mean."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import Deviation, largest, mean
from exercises.rulebook.quantity import Measured, QuantityExample
from exercises.rulebook.question import Interval, Question


class RootMeanSquareError(Deviation):
    """`root_mean_square_error: {of: room.lounge.temperature, target: $target}`; the target may be a signal.

    Weighted by time.
    """

    keyword = "root_mean_square_error"
    example: ClassVar = QuantityExample(
        quantity="root_mean_square_error: {of: room.a.temperature, target: 20}",
        run={"room.a.temperature": {0: 19, 300: 22}},
        value=2.5**0.5,
    )

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None while one of both is no number; the moment is that of the largest error."""
        errors = self.errors(question, times)
        squares = [piece._replace(number=piece.number**2) for piece in errors]
        return Measured(sqrt(mean(squares)), largest(errors).from_ms) if errors else None

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The root mean square error of {of}", fa="ریشهٔ میانگین مربعات خطای {of}")

QUANTITY = RootMeanSquareError
