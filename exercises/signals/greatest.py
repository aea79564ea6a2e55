"""The greatest of several signals at each instant."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import SignalExample
from exercises.rulebook.families import OfSeveral
from exercises.rulebook.question import Question
from simulator.signal import Signal


class GreatestSignal(OfSeveral):
    """`greatest: [room.kitchen.temperature, room.lounge.temperature]`."""

    keyword = "greatest"
    example: ClassVar = SignalExample(
        signal="greatest: [room.a.temperature, room.b.temperature]",
        run={"room.a.temperature": {0: 20}, "room.b.temperature": {0: 18, 60: 22}},
        values={0: 20, 60: 22},
    )

    def signal(self, question: Question) -> Signal:
        """None while one of them is no number."""
        return steps.combined([question.signal(path) for path in self.of], max)


KIND = GreatestSignal
