"""One signal less another."""

from __future__ import annotations

from operator import sub
from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from simulator.signal import Signal


class DifferenceSignal(DerivedSignal):
    """`difference: [room.lounge.temperature, outdoor.temperature]`: the first less the second."""

    keyword = "difference"
    shorthand = "of"
    example: ClassVar = SignalExample(
        signal="difference: [room.a.temperature, outdoor.temperature]",
        run={"room.a.temperature": {0: 20.3}, "outdoor.temperature": {0: 20.0, 60: -4.0}},
        values={0: 0.3, 60: 24.3},
    )

    of: tuple[Path, Path]

    def signal(self, question: Question) -> Signal:
        """None while one of the two is no number."""
        return steps.combined([question.signal(path) for path in self.of], sub)


KIND = DifferenceSignal
