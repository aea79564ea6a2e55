"""How much energy a device or a circuit used."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from pydantic import Field

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import Piece, largest, pieces
from exercises.rulebook.path import Path
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question
from simulator.quantities import HOUR_MS

_KILO = 1000


class Energy(Quantity):
    """`energy: cooler.power`, in kWh: a power in watts, added up; with `counter: true` a counter in kWh.

    Of a counter it is the growth; where it falls it was set back to 0 and counts anew.
    """

    keyword = "energy"
    unit = Text(en="kWh", fa="کیلووات‌ساعت")
    shorthand = "of"
    example: ClassVar = QuantityExample(
        quantity="energy: pump.power",
        run={"pump.power": {0: 0, 60: 6000, 120: 0}},
        value=0.1,
    )

    of: Path
    counter: bool = Field(False, strict=True)

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None if it was never told; the moment is that of the greatest power, or of the last growth."""
        found = pieces(question.signal(self.of), times)
        if not found:
            return None
        if self.counter:
            return Measured(sum(_growth(found, window) for window in times), found[-1].from_ms)
        watt_hours = sum(piece.number * piece.length_ms for piece in found) / HOUR_MS
        return Measured(watt_hours / _KILO, largest(found).from_ms)

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


def _growth(found: Sequence[Piece], window: Interval) -> float:
    shown = [piece.number for piece in found if window[0] <= piece.from_ms < window[1]]
    return sum(now - before if now >= before else now for before, now in pairwise(shown))


_SAYS = Text(en="The energy of {of}", fa="انرژی مصرفی {of}")

QUANTITY = Energy
