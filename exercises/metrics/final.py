"""The last value of a signal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import pieces
from exercises.rulebook.path import Path
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question


class Final(Quantity):
    """`final: battery.charge`."""

    keyword = "final"
    shorthand = "of"
    example: ClassVar = QuantityExample(
        quantity="final: battery.charge",
        run={"battery.charge": {0: 20, 300: 80}},
        value=80,
    )

    of: Path

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None while it is no number."""
        found = pieces(question.signal(self.of), times)
        return Measured(found[-1].number, found[-1].from_ms) if found else None

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The last value of {of}", fa="آخرین مقدار {of}")

QUANTITY = Final
