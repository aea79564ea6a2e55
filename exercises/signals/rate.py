"""How often something happens."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.question import Question
from exercises.rulebook.trigger import Trigger
from simulator.quantities import MINUTE_MS, PositiveDuration
from simulator.signal import Signal


class RateSignal(DerivedSignal):
    """`rate: {of: {published: "#"}, within: 10m}`: times a minute, over the last ten minutes.

    With `per: 1h`, times an hour. In the first ten minutes of a run it counts over all ten of them, too.
    """

    keyword = "rate"
    example: ClassVar = SignalExample(
        signal='rate: {of: {published: "#"}, within: 2m}',
        run={
            "mqtt.published": {
                60: {"topic": "a", "payload": "1", "qos": 0, "retain": False},
                90: {"topic": "b", "payload": "2", "qos": 0, "retain": False},
            }
        },
        values={0: 0, 60: 0.5, 100: 1, 200: 0.5, 210: 0},
    )

    of: Trigger
    within: PositiveDuration
    per: PositiveDuration = MINUTE_MS

    def signal(self, question: Question) -> Signal:
        """0 from the start of the run."""
        counted = steps.count_within(self.of.times(question), self.within)
        return steps.scaled(counted, self.per / self.within)


KIND = RateSignal
