"""What quantities have in common: the numbers of a signal in given times, and how far off they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import sub
from typing import NamedTuple

from pydantic import Field

from exercises.rulebook import steps
from exercises.rulebook.amount import Amount
from exercises.rulebook.path import Path
from exercises.rulebook.quantity import Quantity
from exercises.rulebook.question import Interval, Question
from exercises.rulebook.scalars import is_number
from simulator.signal import Signal


class Piece(NamedTuple):
    """A number that was in force from one moment to another, in ms."""

    from_ms: int
    to_ms: int
    number: float

    @property
    def length_ms(self) -> int:
        """For how long."""
        return self.to_ms - self.from_ms


def pieces(signal: Signal, times: Iterable[Interval]) -> list[Piece]:
    """The numbers of a signal in these times, one after the other; other values are left out."""
    found: list[Piece] = []
    for start, end in times:
        begun = signal.between(start, end)
        ends = [*(at_ms for at_ms, _ in begun[1:]), end]
        found.extend(
            Piece(from_ms, to_ms, value)
            for (from_ms, value), to_ms in zip(begun, ends, strict=True)
            if is_number(value) and from_ms < to_ms
        )
    return found


def mean(several: Sequence[Piece]) -> float:
    """Weighted by time. There has to be one piece."""
    whole_ms = sum(piece.length_ms for piece in several)
    return sum(piece.number * piece.length_ms for piece in several) / whole_ms


def largest(several: Sequence[Piece]) -> Piece:
    """The first of the largest. There has to be one."""
    return max(several, key=lambda piece: (piece.number, -piece.from_ms))


class Deviation(Quantity):
    """How far a signal lies from a target: a number, or another signal."""

    of: Path
    target: Amount | Path = Field(union_mode="left_to_right")

    def deviations(self, question: Question, times: Sequence[Interval]) -> list[Piece]:
        """The signal less its target, where both are known."""
        signal = question.signal(self.of)
        if isinstance(self.target, Amount):
            return pieces(steps.scaled(signal, 1, -self.target.value(question.parameters)), times)
        both = [signal, question.signal(self.target)]
        return pieces(steps.combined(both, sub), times)

    def errors(self, question: Question, times: Sequence[Interval]) -> list[Piece]:
        """The same, whether above or below."""
        deviations = self.deviations(question, times)
        return [piece._replace(number=abs(piece.number)) for piece in deviations]
