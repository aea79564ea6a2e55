"""The least of several signals at each instant."""

from __future__ import annotations

from exercises.rulebook import steps
from exercises.rulebook.families import OfSeveral
from exercises.rulebook.question import Question
from simulator.signal import Signal


class LeastSignal(OfSeveral):
    """`least: [probe_1.temperature, probe_2.temperature]`."""

    keyword = "least"

    def signal(self, question: Question) -> Signal:
        """None while one of them is no number."""
        return steps.combined([question.signal(path) for path in self.of], min)


KIND = LeastSignal
