"""By how much a signal has changed."""

from __future__ import annotations

from operator import sub
from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import SignalExample
from exercises.rulebook.families import OverWindow
from exercises.rulebook.question import Question
from simulator.signal import Signal


class ChangeSignal(OverWindow):
    """`change: {of: tank.level, within: 10m}`: the level now less the level ten minutes ago."""

    keyword = "change"
    example: ClassVar = SignalExample(
        signal="change: {of: tank.level, within: 1m}",
        run={"tank.level": {0: 50, 100: 40, 200: 60}},
        values={0: None, 60: 0, 100: -10, 160: 0, 200: 20, 260: 0},
    )

    def signal(self, question: Question) -> Signal:
        """None until so much time has passed."""
        now = question.signal(self.of)
        then = steps.delayed(now, self.within.milliseconds(question.parameters))
        return steps.combined([now, then], sub)


KIND = ChangeSignal
