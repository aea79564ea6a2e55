"""For how long something has been so."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.condition import Condition
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.duration import Duration
from exercises.rulebook.question import Question
from simulator.quantities import MINUTE_MS, SECOND_MS, PositiveDuration
from simulator.signal import Signal


class DurationOnSignal(DerivedSignal):
    """`duration_on: {heater.state: "ON"}`: seconds so far, all times added up.

    In full: `duration_on: {of: {heater.state: "ON"}, within: 1h}`: in the hour that has just passed. The
    signal is told every minute, exactly for that instant, unless `every` says otherwise.
    """

    keyword = "duration_on"
    shorthand = "of"
    example: ClassVar = SignalExample(
        signal='duration_on: {pump.state: "ON"}',
        run={"pump.state": {0: "OFF", 30: "ON", 150: "OFF"}},
        values={0: 0, 60: 30, 120: 90, 180: 120, 599: 120},
    )

    of: Condition
    within: Duration | None = None
    every: PositiveDuration = MINUTE_MS

    def signal(self, question: Question) -> Signal:
        """0 from the start of the run."""
        is_so = [step for start, end in self.of.intervals(question) for step in ((start, 1), (end, 0))]
        area = steps.Area(Signal(is_so))
        window_ms = self.within.milliseconds(question.parameters) if self.within else question.end_ms
        return Signal(
            (at_ms, (area.until(at_ms) - area.until(at_ms - window_ms)) / SECOND_MS)
            for at_ms in range(0, question.end_ms + 1, self.every)
        )


KIND = DurationOnSignal
