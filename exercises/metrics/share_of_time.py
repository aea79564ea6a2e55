"""During which share of the time something was so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from devices.text import Text
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Parameters
from exercises.rulebook.quantity import Measured, Quantity, QuantityExample
from exercises.rulebook.question import Interval, Question
from exercises.rulebook.stretches import common, length_of, longest


class ShareOfTime(Quantity):
    """`share_of_time: {room.lounge.temperature: [20, 24]}`, in percent of the time in which it is known."""

    keyword = "share_of_time"
    unit = Text(en="%", fa="٪")
    shorthand = "of"
    example: ClassVar = QuantityExample(
        quantity="share_of_time: {room.a.temperature: [20, 24]}",
        run={"room.a.temperature": {0: 19, 300: 22}},
        value=50,
    )

    of: Condition

    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """None where it is never known; the moment begins the longest time in which it was not so."""
        so = common(times, self.of.intervals(question))
        not_so = common(times, self.of.intervals(question, when=False))
        known_ms = length_of(so) + length_of(not_so)
        if not known_ms:
            return None
        return Measured(100 * length_of(so) / known_ms, longest(not_so or so)[0])

    def says(self, parameters: Parameters) -> Text:
        """Of what."""
        return _SAYS.format(of=self.of.says(parameters))


_SAYS = Text(en="The share of time with {of}", fa="سهم زمانی وضعیت {of}")

QUANTITY = ShareOfTime
