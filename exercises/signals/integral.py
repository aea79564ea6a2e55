"""A signal added up over time: energy from power, litres from a flow."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from simulator.quantities import HOUR_MS, MINUTE_MS, PositiveDuration
from simulator.signal import Signal


class IntegralSignal(DerivedSignal):
    """`integral: {of: pump_line.flow, per: 1m}`: litres so far, of litres a minute.

    Unless `per` says otherwise the signal is meant by the hour: of watts it makes watt-hours. It is told
    every minute, exactly for that instant, unless `every` says otherwise.
    """

    keyword = "integral"
    example: ClassVar = SignalExample(
        signal="integral: {of: garden.flow, per: 1m}",
        run={"garden.flow": {0: 0, 60: 12, 180: 0}},
        values={0: 0, 120: 12, 180: 24, 599: 24},
    )

    of: Path
    per: PositiveDuration = HOUR_MS
    every: PositiveDuration = MINUTE_MS

    def signal(self, question: Question) -> Signal:
        """0 at the start of the run; while it is no number, nothing is added."""
        return steps.integral(question.signal(self.of), self.per, self.every, question.end_ms)


KIND = IntegralSignal
