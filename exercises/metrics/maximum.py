"""The largest value of a signal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import largest, pieces
from exercises.rulebook.path import Path
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question


class Maximum(Quantity):
    """`maximum: room.store.temperature`."""

    keyword = "maximum"
    shorthand = "of"
    example: ClassVar = QuantityExample(
        quantity="maximum: room.a.temperature",
        run={"room.a.temperature": {0: 19, 300: 22}},
        value=22,
    )

    of: Path

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None while it is no number."""
        found = pieces(question.signal(self.of), times)
        return Measured(largest(found).number, largest(found).from_ms) if found else None

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The largest value of {of}", fa="بیشترین مقدار {of}")

QUANTITY = Maximum
