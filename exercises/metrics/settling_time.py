"""How long a signal needed until it came near its target and stayed there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.amount import Amount
from exercises.rulebook.duration import Parameters
from exercises.rulebook.measuring import Deviation
from exercises.rulebook.quantity import Measured, QuantityExample
from exercises.rulebook.question import Interval, Question
from simulator.quantities import MINUTE_MS


class SettlingTime(Deviation):
    """`settling_time: {of: room.lounge.temperature, target: $target, within: 0.5}`, in minutes.

    Counted from the beginning of the rule's scope, in whose last part the signal has to stay within so much
    of its target. If it does not, the whole time counts.
    """

    keyword = "settling_time"
    unit = Text(en="min", fa="دقیقه")
    example: ClassVar = QuantityExample(
        quantity="settling_time: {of: room.a.temperature, target: 22, within: 0.5}",
        run={"room.a.temperature": {0: 19, 300: 22}},
        value=5,
    )

    within: Amount

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None while one of both is no number; the moment is the last at which the signal was too far off."""
        errors = self.errors(question, times)
        if not errors:
            return None
        limit = self.within.value(question.parameters)
        off = [piece for piece in errors if piece.number > limit]
        if not off:
            return Measured(0.0, times[0][0])
        return Measured((off[-1].to_ms - times[0][0]) / MINUTE_MS, off[-1].from_ms)

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of)


_SAYS = Text(en="The settling time of {of}", fa="زمان نشست {of}")

QUANTITY = SettlingTime
