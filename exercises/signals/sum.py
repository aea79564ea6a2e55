"""The sum of several signals."""

from __future__ import annotations

from exercises.rulebook import steps
from exercises.rulebook.families import OfSeveral
from exercises.rulebook.question import Question
from simulator.signal import Signal


class SumSignal(OfSeveral):
    """`sum: [kitchen.power, oven.power]`."""

    keyword = "sum"

    def signal(self, question: Question) -> Signal:
        """None while one of them is no number."""
        return steps.combined([question.signal(path) for path in self.of], sum)


KIND = SumSignal
