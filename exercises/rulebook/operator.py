"""The contract of an operator: it looks at a run, and reports on every occasion that it found."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar, NamedTuple

from devices.text import Text
from exercises.rulebook.comparing import Comparing
from exercises.rulebook.duration import Duration, Parameters
from exercises.rulebook.example import Example
from exercises.rulebook.parts import parts
from exercises.rulebook.question import Question
from exercises.rulebook.shorthand import Shorthand
from exercises.rulebook.telling import Fields


class Violation(NamedTuple):
    """What went wrong on one occasion."""

    kind: str
    """Which of the operator's sentences says it."""
    at_ms: int
    by_ms: int | None
    """How much too early, too late or too short, where that can be said."""
    fields: Fields
    """What the sentence may name, beside the operator's `names`."""


class Check(NamedTuple):
    """One occasion, and how much of what was asked for came of it."""

    from_ms: int
    to_ms: int
    credit: float
    """1: met in full; 0: not at all."""
    violation: Violation | None = None
    weight: float = 1.0
    """How much it counts among the others: by time, its length."""
    told: Fields = MappingProxyType({})
    """What the operator's `kept` may name, beside `names`."""


class Operator(Shorthand):
    """Base of the operators; each is one file of `exercises/rules/` and is written in YAML by its keyword.

    What holds for all of them: a run is judged on `[0, end_ms)` as the recorder saw it, whether or not the
    program lived so long: what is asked for after a program ended counts like anything else. An occasion
    whose time, with the rule's grace and tolerance, was not seen to its end is not judged, unless what was
    seen decides it. Of simultaneous events the later value holds, and an answer in the same millisecond as
    what asked for it is in time.
    """

    keyword: ClassVar[str]
    sentences: ClassVar[Mapping[str, Text]]
    """What the operator says for each kind of violation, unless an exercise says it better (`tells`)."""
    fields: ClassVar[Mapping[str, frozenset[str]]]
    """For each kind: what its sentence may name, beside `names`."""
    kept: ClassVar[Text | None] = None
    """What it says where all was well, if "met every time" does not fit."""
    can_score_time: ClassVar[bool] = False
    example: ClassVar[Example]

    @abstractmethod
    def checks(self, question: Question) -> list[Check]:
        """Every occasion on which the rule asked for something and could be judged, in order of time."""

    @abstractmethod
    def names(self, parameters: Parameters) -> Mapping[str, Text]:
        """What the sentences may call by name: `watched`, the trigger; `wanted`, what is asked for."""

    @property
    def conditions(self) -> tuple[Comparing, ...]:
        """Every comparison that the operator was written with."""
        return tuple(each for _, each in parts(self, Comparing))

    @property
    def durations(self) -> tuple[Duration, ...]:
        """Every duration that the operator was written with."""
        return tuple(each for _, each in parts(self, Duration))
