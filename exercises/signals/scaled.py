"""A signal in another unit."""

from __future__ import annotations

from exercises.rulebook import steps
from exercises.rulebook.amount import Amount
from exercises.rulebook.derived import DerivedSignal
from exercises.rulebook.question import Question
from simulator.signal import Signal


class ScaledSignal(DerivedSignal):
    """`scaled: {of: soil.raw, by: $gain, plus: -4}`: a number times the signal, and another one added."""

    keyword = "scaled"

    of: str
    by: Amount = Amount.parse(1)
    plus: Amount = Amount.parse(0)

    @property
    def paths(self) -> tuple[str, ...]:
        """The signal."""
        return (self.of,)

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Factor and summand."""
        return (self.by, self.plus)

    def signal(self, question: Question) -> Signal:
        """None while it is no number."""
        factor, plus = (amount.value(question.parameters) for amount in self.amounts)
        return steps.scaled(question.signal(self.of), factor, plus)


KIND = ScaledSignal
