"""The contract of a quantity: one number that is measured over a run, and that a metric rule gives a band."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from devices.text import Text
from exercises.rulebook.duration import Parameters
from exercises.rulebook.example import Steps
from exercises.rulebook.question import Interval, Question
from exercises.rulebook.shorthand import Shorthand

NO_UNIT = Text(en="", fa="")


class Measured(NamedTuple):
    """A number, and the moment that shows best why it is so."""

    value: float
    at_ms: int


class QuantityExample(NamedTuple):
    """A quantity as a file has it, and what it measures in a run of 10 minutes."""

    quantity: str
    """In YAML; `$time` is 60 and `$limit` is 5."""
    run: Steps
    value: float


class Quantity(Shorthand):
    """Base of the quantities; each is one file of `exercises/metrics/` and is written by its keyword."""

    keyword: ClassVar[str]
    example: ClassVar[QuantityExample]
    unit: ClassVar[Text] = NO_UNIT
    """Of what is measured; where it is that of a signal, the exercise says it."""

    @abstractmethod
    def measure(self, question: Question, times: Sequence[Interval]) -> Measured | None:
        """The number over these times of the run; None where there was nothing to measure."""

    @abstractmethod
    def says(self, parameters: Parameters) -> Text:
        """What is measured, to begin a sentence with: `The energy of heater.power`."""
