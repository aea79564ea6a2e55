"""How many times something happened."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.duration import Duration
from exercises.rulebook.question import Question
from exercises.rulebook.trigger import Trigger
from simulator.signal import Signal


class CountSignal(DerivedSignal):
    """`count: {of: {rise: {pump.state: "ON"}}}`: so far; with `within: 1h` in the hour that has just passed.

    What is counted may also be the program's own messages: `count: {of: {published: meter/total}}`.
    """

    keyword = "count"
    example: ClassVar = SignalExample(
        signal='count: {of: {rise: {pump.state: "ON"}}}',
        run={"pump.state": {0: "OFF", 60: "ON", 120: "OFF", 180: "ON"}},
        values={0: 0, 60: 1, 599: 2},
    )

    of: Trigger
    within: Duration | None = None

    def signal(self, question: Question) -> Signal:
        """0 from the start of the run."""
        times = self.of.times(question)
        if self.within is None:
            return steps.count(times)
        return steps.count_within(times, self.within.milliseconds(question.parameters))


KIND = CountSignal
