"""A condition on one signal: `{corridor_lamp.state: "ON"}`, `{room.lounge.temperature: [20, 24]}`."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import compress, islice
from operator import ne
from typing import Any

from devices.text import Text
from exercises.rulebook.comparison import ON, Comparison
from exercises.rulebook.duration import Parameters
from exercises.rulebook.proposition import Proposition
from exercises.rulebook.question import Question
from exercises.rulebook.scalars import Scalar, scalar_words
from exercises.rulebook.stretches import Interval
from simulator.signal import Signal


@dataclass(frozen=True, slots=True)
class Comparing(Proposition):
    """A path, and what is asked of its value."""

    path: str
    comparison: Comparison

    @classmethod
    def equal(cls, path: str, value: Scalar) -> Comparing:
        """The path has this value."""
        return cls(path, Comparison("is", (value,)))

    def evaluate(self, question: Question) -> Signal:
        """Unknown before the path's first event; after it no value but the right one makes it true."""
        signal = question.signal(self.path)
        marks = self.comparison.marks(signal.values, question.parameters)
        # Here rather than by the signal, which would look at times and kinds of values as well.
        is_turn = [True, *map(ne, islice(marks, 1, None), marks)]
        return Signal.of_columns(list(compress(signal.times, is_turn)), list(compress(marks, is_turn)))

    def says(self, parameters: Parameters) -> Text:
        """`corridor_lamp.state = ON`."""
        asked = self.comparison.says(parameters)
        return Text(en=f"{self.path} {asked.en}", fa=f"{self.path} {asked.fa}")

    def found(self, question: Question, at_ms: int) -> Text:
        """`room.lounge.temperature was 25.3`, and by how much that is too much or too little."""
        value = question.signal(self.path).at(at_ms)
        excess = self.comparison.excess(value, question.parameters)
        told = _FOUND if not excess else _FOUND_OFF
        return told.format(path=self.path, value=scalar_words(value), excess=scalar_words(round(excess, 4)))

    def worst_moment(self, question: Question, within: Interval) -> int:
        """The first of those moments at which a number was the furthest from its limit."""
        segments = question.signal(self.path).between(*within)
        return max(
            segments, key=lambda each: (self.comparison.excess(each[1], question.parameters), -each[0])
        )[0]

    @property
    def paths(self) -> tuple[str, ...]:
        """The one path."""
        return (self.path,)

    @property
    def children(self) -> tuple[tuple[str, Comparison]]:
        """What is asked of the path."""
        return ((self.path, self.comparison),)

    @property
    def written(self) -> Any:
        """A path that is to be on may stand alone."""
        return self.path if self.comparison == ON else {self.path: self.comparison.written}

    def __str__(self) -> str:
        return self.says({}).en


_FOUND = Text(en="{path} was {value}", fa="مقدار {path} برابر {value} بود")
_FOUND_OFF = Text(
    en="{path} was {value}, off by {excess}", fa="مقدار {path} برابر {value} بود، یعنی با {excess} اختلاف"
)
