"""The smallest value of a signal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import pieces
from exercises.rulebook.path import Path
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question


class Minimum(Quantity):
    """`minimum: tank.level`."""

    keyword = "minimum"
    shorthand = "of"
    example: ClassVar = QuantityExample(
        quantity="minimum: room.a.temperature",
        run={"room.a.temperature": {0: 19, 300: 22}},
        value=19,
    )

    of: Path

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None while it is no number."""
        found = pieces(question.signal(self.of), times)
        smallest = min(found, key=lambda piece: (piece.number, piece.from_ms), default=None)
        return None if smallest is None else Measured(smallest.number, smallest.from_ms)

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The smallest value of {of}", fa="کمترین مقدار {of}")

QUANTITY = Minimum
