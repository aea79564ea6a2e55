"""The contract of a derived signal: what an exercise makes of other signals and messages."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from exercises.rulebook.example import Steps
from exercises.rulebook.question import Question
from exercises.rulebook.shorthand import Shorthand
from simulator.signal import Signal

PREFIX = "signal."
"""Paths that begin so are those of derived signals."""


class SignalExample(NamedTuple):
    """A signal as a file has it, and what it is in a run of 10 minutes: for contract and documents."""

    signal: str
    """The kind with what it needs, in YAML; `$time` is 60 and `$limit` is 5."""
    run: Steps
    values: Mapping[float, Any]
    """What the signal is at some seconds of the run."""


class DerivedSignal(Shorthand):
    """Base of the kinds; each is one file of `exercises/signals/` and is written in YAML by its keyword."""

    keyword: ClassVar[str]
    example: ClassVar[SignalExample]

    @abstractmethod
    def signal(self, question: Question) -> Signal:
        """The signal of this run; its values are plain JSON values, None where there is none."""
