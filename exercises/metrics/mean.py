"""The mean of a signal, weighted by time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import largest, mean, pieces
from exercises.rulebook.path import Path
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question


class Mean(Quantity):
    """`mean: room.store.temperature`."""

    keyword = "mean"
    shorthand = "of"
    example: ClassVar = QuantityExample(
        quantity="mean: room.a.temperature",
        run={"room.a.temperature": {0: 19, 300: 22}},
        value=20.5,
    )

    of: Path

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None while it is no number."""
        found = pieces(question.signal(self.of), times)
        return Measured(mean(found), largest(found).from_ms) if found else None

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The mean of {of}", fa="میانگین {of}")

QUANTITY = Mean
