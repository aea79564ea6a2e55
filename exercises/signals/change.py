"""By how much a signal has changed."""

from __future__ import annotations

from exercises.rulebook import steps
from exercises.rulebook.families import OverWindow
from exercises.rulebook.question import Question
from simulator.signal import Signal


class ChangeSignal(OverWindow):
    """`change: {of: tank.level, within: 10m}`: the level now less the level ten minutes ago."""

    keyword = "change"

    def signal(self, question: Question) -> Signal:
        """None until so much time has passed."""
        now = question.signal(self.of)
        then = steps.delayed(now, self.within.milliseconds(question.parameters))
        return steps.combined([now, then], lambda both: both[0] - both[1])


KIND = ChangeSignal
