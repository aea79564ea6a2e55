"""Whether something is so."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook.condition import Condition
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.question import Question
from simulator.signal import Signal


class HoldsSignal(DerivedSignal):
    """`holds: {gas_valve.state: "closed"}`: true while it is so, false before and in between."""

    keyword = "holds"
    shorthand = "of"
    example: ClassVar = SignalExample(
        signal="holds: {tank.level: {below: $limit}}",
        run={"tank.level": {10: 3, 60: 9}},
        values={0: False, 10: True, 60: False},
    )

    of: Condition

    def signal(self, question: Question) -> Signal:
        """True or false from the start of the run."""
        intervals = self.of.intervals(question)
        return Signal(
            [(0, False), *(step for start, end in intervals for step in ((start, True), (end, False)))]
        )


KIND = HoldsSignal
