"""What a signal was when something last happened."""

from __future__ import annotations

from exercises.rulebook.condition import Condition
from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.duration import Duration
from exercises.rulebook.occasion import Occasion, conditions_of
from exercises.rulebook.question import Question
from simulator.signal import Signal


class SampledSignal(DerivedSignal):
    """`sampled: {of: meter.energy, at: {published: bill}}`: the meter when the bill was sent."""

    keyword = "sampled"

    of: str
    at: Occasion

    @property
    def paths(self) -> tuple[str, ...]:
        """The signal."""
        return (self.of,)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the trigger watches."""
        return conditions_of(self.at)

    @property
    def durations(self) -> tuple[Duration, ...]:
        """The trigger's."""
        return self.at.durations

    def signal(self, question: Question) -> Signal:
        """None until it happens for the first time."""
        read = question.signal(self.of)
        return Signal((at_ms, read.at(at_ms)) for at_ms in self.at.times(question))


KIND = SampledSignal
