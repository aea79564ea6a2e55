"""Whether something is so."""

from __future__ import annotations

from exercises.rulebook.condition import Condition
from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.question import Question
from simulator.signal import Signal


class HoldsSignal(DerivedSignal):
    """`holds: {gas_valve.state: "closed"}`: true while it is so, false before and in between."""

    keyword = "holds"
    shorthand = "of"

    of: Condition

    def signal(self, question: Question) -> Signal:
        """True or false from the start of the run."""
        intervals = self.of.intervals(question)
        return Signal(
            [(0, False), *(step for start, end in intervals for step in ((start, True), (end, False)))]
        )


KIND = HoldsSignal
