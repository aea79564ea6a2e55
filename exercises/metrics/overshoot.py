"""By how far a signal went beyond its target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import Deviation, largest
from exercises.rulebook.quantity import Measured, QuantityExample
from exercises.rulebook.question import Interval, Question


class Overshoot(Deviation):
    """`overshoot: {of: room.lounge.temperature, target: $target}`; with `coming_from: above` for cooling.

    0 if the target was never passed.
    """

    keyword = "overshoot"
    example: ClassVar = QuantityExample(
        quantity="overshoot: {of: room.a.temperature, target: 20}",
        run={"room.a.temperature": {0: 19, 300: 22}},
        value=2,
    )

    coming_from: Literal["below", "above"] = "below"

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None while one of both is no number; the moment is that of the furthest value."""
        sign = 1 if self.coming_from == "below" else -1
        beyond = [piece._replace(number=sign * piece.number) for piece in self.deviations(question, times)]
        return Measured(max(largest(beyond).number, 0.0), largest(beyond).from_ms) if beyond else None

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The overshoot of {of}", fa="فراجهش {of}")

QUANTITY = Overshoot
