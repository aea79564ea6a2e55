"""The least of several signals at each instant."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import SignalExample
from exercises.rulebook.families import OfSeveral
from exercises.rulebook.question import Question
from simulator.signal import Signal


class LeastSignal(OfSeveral):
    """`least: [probe_1.temperature, probe_2.temperature]`."""

    keyword = "least"
    example: ClassVar = SignalExample(
        signal="least: [room.a.temperature, room.b.temperature]",
        run={"room.a.temperature": {0: 20}, "room.b.temperature": {0: 18, 60: 22}},
        values={0: 18, 60: 20},
    )

    def signal(self, question: Question) -> Signal:
        """None while one of them is no number."""
        return steps.combined([question.signal(path) for path in self.of], min)


KIND = LeastSignal
