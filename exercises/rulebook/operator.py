"""The contract of an operator: it looks at a trace, and reports on every occasion that it found."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from devices.text import Text
from exercises.fields import Strict
from exercises.rulebook.condition import Condition
from exercises.rulebook.duration import Duration
from exercises.rulebook.question import Question
from exercises.rulebook.telling import Fields


@dataclass(frozen=True, slots=True)
class Violation:
    """What went wrong on one occasion."""

    kind: str
    """Which of the operator's sentences says it."""
    at_ms: int
    by_ms: int | None
    """How much too early, too late or too short, where that can be said."""
    fields: Fields
    """The moments and spans of the sentence."""


@dataclass(frozen=True, slots=True)
class Check:
    """One occasion, and how much of what was asked for came of it."""

    from_ms: int
    to_ms: int
    credit: float
    """1: met in full; 0: not at all."""
    violation: Violation | None = None


class Operator(Strict):
    """Base of the operators; each is one file of `exercises/rules/` and is written in YAML by its keyword."""

    keyword: ClassVar[str]
    sentences: ClassVar[Mapping[str, Text]]
    """What the operator says for each kind of violation, unless an exercise says it better (`tells`)."""
    fields: ClassVar[Mapping[str, frozenset[str]]]
    """For each kind: the moments and spans that its sentence may name, beside those of `names`."""
    can_score_time: ClassVar[bool] = False

    @abstractmethod
    def checks(self, question: Question) -> list[Check]:
        """Every occasion on which the rule asked for something and could be judged, in order of time."""

    @property
    @abstractmethod
    def names(self) -> Mapping[str, str]:
        """What the sentences may call by name: `watched`, the trigger's condition; `wanted`, what it asks."""

    @property
    @abstractmethod
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition that the operator was written with."""

    @property
    @abstractmethod
    def durations(self) -> tuple[Duration, ...]:
        """Every duration that the operator was written with."""
