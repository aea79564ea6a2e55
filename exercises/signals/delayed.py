"""What a signal was some time ago."""

from __future__ import annotations

from exercises.rulebook import steps
from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.duration import Duration
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from simulator.signal import Signal


class DelayedSignal(DerivedSignal):
    """`delayed: {of: room.lounge.temperature, by: 10m}`."""

    keyword = "delayed"

    of: Path
    by: Duration

    def signal(self, question: Question) -> Signal:
        """None until so much time has passed."""
        return steps.delayed(question.signal(self.of), self.by.milliseconds(question.parameters))


KIND = DelayedSignal
