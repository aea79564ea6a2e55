"""The contract of a derived signal: what an exercise makes of other signals and messages."""

from __future__ import annotations

from abc import abstractmethod
from typing import ClassVar

from exercises.rulebook.question import Question
from exercises.rulebook.shorthand import Shorthand
from simulator.signal import Signal

PREFIX = "signal."
"""Paths that begin so are those of derived signals."""


class DerivedSignal(Shorthand):
    """Base of the kinds; each is one file of `exercises/signals/` and is written in YAML by its keyword."""

    keyword: ClassVar[str]

    @abstractmethod
    def signal(self, question: Question) -> Signal:
        """The signal of this run; its values are plain JSON values, None where there is none."""
