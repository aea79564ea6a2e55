"""How often something happens."""

from __future__ import annotations

from exercises.rulebook import steps
from exercises.rulebook.condition import Condition
from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.duration import Duration
from exercises.rulebook.occasion import Occasion, conditions_of
from exercises.rulebook.question import Question
from simulator.quantities import MINUTE_MS, PositiveDuration
from simulator.signal import Signal


class RateSignal(DerivedSignal):
    """`rate: {of: {published: "#"}, within: 10m}`: times a minute, over the last ten minutes.

    With `per: 1h`, times an hour. In the first ten minutes of a run it counts over all ten of them, too.
    """

    keyword = "rate"

    of: Occasion
    within: PositiveDuration
    per: PositiveDuration = MINUTE_MS

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """What the trigger watches."""
        return conditions_of(self.of)

    @property
    def durations(self) -> tuple[Duration, ...]:
        """The trigger's."""
        return self.of.durations

    def signal(self, question: Question) -> Signal:
        """0 from the start of the run."""
        counted = steps.count_within(self.of.times(question), self.within)
        return steps.scaled(counted, self.per / self.within)


KIND = RateSignal
