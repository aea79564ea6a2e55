"""How often something changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.path import Path
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question


class SwitchCount(Quantity):
    """`switch_count: compressor.state`: changes of the value; what it begins with is none."""

    keyword = "switch_count"
    shorthand = "of"
    example: ClassVar = QuantityExample(
        quantity="switch_count: pump.state",
        run={"pump.state": {0: "OFF", 60: "ON", 120: "OFF", 180: "ON"}},
        value=3,
    )

    of: Path

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None if it was never told; the moment is that of the last change."""
        signal = question.signal(self.of)
        if not signal.times:
            return None
        changes = replace(question, scope=tuple(times)).in_scope(signal.times[1:])
        return Measured(float(len(changes)), changes[-1] if changes else signal.times[0])

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The number of changes of {of}", fa="تعداد تغییرهای {of}")

QUANTITY = SwitchCount
