"""The contract of a derived signal: what an exercise makes of other signals and messages."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, ClassVar

from pydantic import model_validator

from exercises.fields import Strict
from exercises.rulebook.amount import Amount
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration
from exercises.rulebook.question import Question
from simulator.signal import Signal

PREFIX = "signal."
"""Paths that begin so are those of derived signals."""


class DerivedSignal(Strict):
    """Base of the kinds; each is one file of `exercises/signals/` and is written in YAML by its keyword."""

    keyword: ClassVar[str]
    short_for: ClassVar[str | None] = None
    """The field that is meant where only its value is written: `sum: [a, b]` for `sum: {of: [a, b]}`."""

    @model_validator(mode="before")
    @classmethod
    def _in_full(cls, written: Any) -> Any:
        if cls.short_for is None or isinstance(written, cls):
            return written
        names_fields = isinstance(written, dict) and bool(cls.model_fields.keys() & written.keys())
        return written if names_fields else {cls.short_for: written}

    @abstractmethod
    def signal(self, question: Question) -> Signal:
        """The signal of this run; its values are plain JSON values, None where there is none."""

    @property
    def paths(self) -> tuple[str, ...]:
        """Every path that it reads, beside those of its conditions."""
        return ()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition that it was written with."""
        return ()

    @property
    def durations(self) -> tuple[Duration, ...]:
        """Every duration that it was written with."""
        return ()

    @property
    def amounts(self) -> tuple[Amount, ...]:
        """Every number that it was written with and that may be a parameter of the exercise."""
        return ()
