"""One signal less another."""

from __future__ import annotations

from exercises.rulebook import steps
from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from simulator.signal import Signal


class DifferenceSignal(DerivedSignal):
    """`difference: [room.lounge.temperature, outdoor.temperature]`: the first less the second."""

    keyword = "difference"
    shorthand = "of"

    of: tuple[Path, Path]

    def signal(self, question: Question) -> Signal:
        """None while one of the two is no number."""
        return steps.combined([question.signal(path) for path in self.of], lambda both: both[0] - both[1])


KIND = DifferenceSignal
