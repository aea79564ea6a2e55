"""What the electricity of a device, a circuit or the house cost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import largest, pieces
from exercises.rulebook.path import Path
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question
from exercises.rulebook.tariffs import rials


class Cost(Quantity):
    """`cost: house.power`, in rials, by the steps and hours of the tariff, without the monthly fee."""

    keyword = "cost"
    unit = Text(en="rials", fa="ریال")
    shorthand = "of"
    example: ClassVar = QuantityExample(
        quantity="cost: house.power",
        run={"house.power": {0: 6000}},
        value=0,
    )

    of: Path

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None if it was never told; the moment is that of the greatest power."""
        found = pieces(question.signal(self.of), times)
        return Measured(rials(found, question), largest(found).from_ms) if found else None

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The cost of {of}", fa="هزینهٔ برق {of}")

QUANTITY = Cost
