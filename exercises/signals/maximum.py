"""The largest value of the time that has just passed."""

from __future__ import annotations

from exercises.rulebook import steps
from exercises.rulebook.families import OverWindow
from exercises.rulebook.question import Question
from simulator.signal import Signal


class MaximumSignal(OverWindow):
    """`maximum: {of: room.store.temperature, within: 1h}`: the largest value in force in the last hour."""

    keyword = "maximum"

    def signal(self, question: Question) -> Signal:
        """None while there was no number in the window."""
        return steps.largest_within(question.signal(self.of), self.within.milliseconds(question.parameters))


KIND = MaximumSignal
