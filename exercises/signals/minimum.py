"""The smallest value of the time that has just passed."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import SignalExample
from exercises.rulebook.families import OverWindow
from exercises.rulebook.question import Question
from simulator.signal import Signal


class MinimumSignal(OverWindow):
    """`minimum: {of: room.store.temperature, within: 1h}`: the smallest value in force in the last hour."""

    keyword = "minimum"
    example: ClassVar = SignalExample(
        signal="minimum: {of: tank.level, within: 1m}",
        run={"tank.level": {0: 50, 100: 40, 200: 60}},
        values={0: 50, 100: 40, 200: 40, 260: 60},
    )

    def signal(self, question: Question) -> Signal:
        """None while there was no number in the window."""
        return steps.smallest_within(question.signal(self.of), self.within.milliseconds(question.parameters))


KIND = MinimumSignal
