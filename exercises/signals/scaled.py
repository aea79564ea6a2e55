"""A signal in another unit."""

from __future__ import annotations

from typing import ClassVar

from exercises.rulebook import steps
from exercises.rulebook.amount import Amount
from exercises.rulebook.derived import DerivedSignal, SignalExample
from exercises.rulebook.path import Path
from exercises.rulebook.question import Question
from simulator.signal import Signal


class ScaledSignal(DerivedSignal):
    """`scaled: {of: soil.raw, by: $gain, plus: -4}`: a number times the signal, and another one added."""

    keyword = "scaled"
    example: ClassVar = SignalExample(
        signal="scaled: {of: soil.raw, by: 0.5, plus: -$limit}",
        run={"soil.raw": {0: 20, 60: 50}},
        values={0: 5, 60: 20},
    )

    of: Path
    by: Amount = Amount.parse(1)
    plus: Amount = Amount.parse(0)

    def signal(self, question: Question) -> Signal:
        """None while it is no number."""
        by, plus = self.by.value(question.parameters), self.plus.value(question.parameters)
        return steps.scaled(question.signal(self.of), by, plus)


KIND = ScaledSignal
