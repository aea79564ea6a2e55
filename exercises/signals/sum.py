"""The sum of several signals."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import SignalExample
from exercises.rulebook.families import OfSeveral
from exercises.rulebook.question import Question
from simulator.signal import Signal


class SumSignal(OfSeveral):
    """`sum: [kitchen.power, oven.power]`."""

    keyword = "sum"
    example: ClassVar = SignalExample(
        signal="sum: [kitchen.power, oven.power]",
        run={"kitchen.power": {0: 20.1}, "oven.power": {60: 1000.2}},
        values={0: None, 60: 1020.3},
    )

    def signal(self, question: Question) -> Signal:
        """None while one of them is no number."""
        return steps.combined([question.signal(path) for path in self.of], lambda *numbers: sum(numbers))


KIND = SumSignal
