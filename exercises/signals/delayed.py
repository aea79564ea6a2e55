"""What a signal was some time ago."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.duration import Duration
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from simulator.signal import Signal


class DelayedSignal(DerivedSignal):
    """`delayed: {of: room.lounge.temperature, by: 10m}`."""

    keyword = "delayed"
    example: ClassVar = SignalExample(
        signal="delayed: {of: tank.level, by: 1m}",
        run={"tank.level": {0: 50, 100: 40, 200: 60}},
        values={0: None, 60: 50, 160: 40, 260: 60},
    )

    of: Path
    by: Duration

    def signal(self, question: Question) -> Signal:
        """None until so much time has passed."""
        return steps.delayed(question.signal(self.of), self.by.milliseconds(question.parameters))


KIND = DelayedSignal
