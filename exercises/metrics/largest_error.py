"""The largest error of a signal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import Deviation, largest
from exercises.rulebook.quantity import Measured, QuantityExample
from exercises.rulebook.question import Interval, Question


class LargestError(Deviation):
    """`largest_error: {of: room.lounge.temperature, target: $target}`; the target may be a signal."""

    keyword = "largest_error"
    example: ClassVar = QuantityExample(
        quantity="largest_error: {of: room.a.temperature, target: 20}",
        run={"room.a.temperature": {0: 19, 300: 22}},
        value=2,
    )

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None while one of both is no number; the moment is that of the largest error."""
        errors = self.errors(question, times)
        return Measured(largest(errors).number, largest(errors).from_ms) if errors else None

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The largest error of {of}", fa="بیشترین خطای {of}")

QUANTITY = LargestError
