"""The mean over the time that has just passed."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import SignalExample
from exercises.rulebook.families import OverWindow
from exercises.rulebook.question import Question
from simulator.quantities import MINUTE_MS, PositiveDuration
from simulator.signal import Signal


class MeanSignal(OverWindow):
    """`mean: {of: room.store.temperature, within: 1h}`, weighted by time.

    The signal is told every minute, exactly for that instant, unless `every` says otherwise.
    """

    keyword = "mean"
    example: ClassVar = SignalExample(
        signal="mean: {of: tank.level, within: 2m}",
        run={"tank.level": {0: 50, 100: 40, 200: 60}},
        values={0: None, 60: 50, 120: 48.333333, 240: 46.666667},
    )

    every: PositiveDuration = MINUTE_MS

    def signal(self, question: Question) -> Signal:
        """None while there was no number in the window."""
        window_ms = self.within.milliseconds(question.parameters)
        return steps.mean_within(question.signal(self.of), window_ms, self.every, question.end_ms)


KIND = MeanSignal
