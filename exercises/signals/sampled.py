"""What a signal was when something last happened."""

from __future__ import annotations

from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from exercises.rulebook.trigger import Trigger
from simulator.signal import Signal


class SampledSignal(DerivedSignal):
    """`sampled: {of: meter.energy, at: {published: bill}}`: the meter when the bill was sent."""

    keyword = "sampled"

    of: Path
    at: Trigger

    def signal(self, question: Question) -> Signal:
        """None until it happens for the first time."""
        read = question.signal(self.of)
        return Signal((at_ms, read.at(at_ms)) for at_ms in self.at.times(question))


KIND = SampledSignal
