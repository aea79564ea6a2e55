"""Conditions as files have them: on one signal, and several joined by `all`, `any` and `not`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Annotated, Any

from pydantic import Field, PlainSerializer, PlainValidator, TypeAdapter

from devices.text import Text
from exercises.fields import Strict
from exercises.rulebook.comparing import Comparing
from exercises.rulebook.comparison import ON, Comparison
from exercises.rulebook.duration import Parameters
from exercises.rulebook.proposition import Proposition, combined
from exercises.rulebook.question import Question
from simulator.mistakes import WrongValue, unknown
from simulator.signal import Signal


@dataclass(frozen=True, slots=True)
class AllOf(Proposition):
    """`{all: [...]}`: false as soon as one is false, though others be unknown (Kleene's strong logic)."""

    all: tuple[Proposition, ...]

    def evaluate(self, question: Question) -> Signal:
        """True while all are true."""
        return combined([each.truth(question) for each in self.all], min)

    def says(self, parameters: Parameters) -> Text:
        """The conditions, joined by "and"."""
        return _joined([each.says(parameters) for each in self.all], _AND)

    def found(self, question: Question, at_ms: int) -> Text:
        """What each was."""
        return _joined([each.found(question, at_ms) for each in self.all], _AND)

    @property
    def paths(self) -> tuple[str, ...]:
        """Those of all."""
        return tuple(path for each in self.all for path in each.paths)

    @property
    def children(self) -> tuple[tuple[str, Any]]:
        """As the file has it."""
        return (("all", self.all),)

    @property
    def written(self) -> Any:
        """As a file has it."""
        return {"all": [each.written for each in self.all]}


@dataclass(frozen=True, slots=True)
class AnyOf(Proposition):
    """`{any: [...]}`: true as soon as one is true, though others be unknown."""

    any: tuple[Proposition, ...]

    def evaluate(self, question: Question) -> Signal:
        """True while one is true."""
        return combined([each.truth(question) for each in self.any], max)

    def says(self, parameters: Parameters) -> Text:
        """The conditions, joined by "or"."""
        return _joined([each.says(parameters) for each in self.any], _OR)

    def found(self, question: Question, at_ms: int) -> Text:
        """What each was."""
        return _joined([each.found(question, at_ms) for each in self.any], _AND)

    @property
    def paths(self) -> tuple[str, ...]:
        """Those of all."""
        return tuple(path for each in self.any for path in each.paths)

    @property
    def children(self) -> tuple[tuple[str, Any]]:
        """As the file has it."""
        return (("any", self.any),)

    @property
    def written(self) -> Any:
        """As a file has it."""
        return {"any": [each.written for each in self.any]}


@dataclass(frozen=True, slots=True)
class Opposite(Proposition):
    """`{not: {...}}`: true where the other is false; unknown where it is unknown."""

    not_: Proposition

    def evaluate(self, question: Question) -> Signal:
        """The other's, turned round."""
        truth = self.not_.truth(question)
        turned = [None if value is None else not value for value in truth.values]
        return Signal.of_columns(truth.times, turned)

    def says(self, parameters: Parameters) -> Text:
        """The other, denied."""
        return _NOT.format(other=self.not_.says(parameters))

    def found(self, question: Question, at_ms: int) -> Text:
        """What the other was."""
        return self.not_.found(question, at_ms)

    @property
    def paths(self) -> tuple[str, ...]:
        """Those of the other."""
        return self.not_.paths

    @property
    def children(self) -> tuple[tuple[str, Any]]:
        """As the file has it."""
        return (("not", self.not_),)

    @property
    def written(self) -> Any:
        """As a file has it."""
        return {"not": self.not_.written}


_AND = Text(en=" and ", fa=" و ")
_OR = Text(en=" or ", fa=" یا ")
_NOT = Text(en="not ({other})", fa="نه ({other})")


def _joined(told: Iterable[Text], by: Text) -> Text:
    each = list(told)
    return Text(en=by.en.join(text.en for text in each), fa=by.fa.join(text.fa for text in each))


_OnePath = Annotated[
    dict[str, Comparison],
    Field(min_length=1, max_length=1, json_schema_extra={"propertyNames": {"pattern": r"[.$]"}}),
]


class _Combination(Strict):
    """Conditions joined by one of the three words."""

    all: tuple[Condition, ...] | None = Field(None, min_length=1)
    any: tuple[Condition, ...] | None = Field(None, min_length=1)
    not_: Condition | None = Field(None, alias="not")


def _read(written: Any) -> Proposition:
    """Raises WrongValue, and ValidationError with the places of mistakes inside."""
    if isinstance(written, Proposition):
        return written
    if isinstance(written, str) and "." in written:
        return Comparing(written, ON)
    if not isinstance(written, Mapping) or len(written) != 1:
        raise WrongValue(_SHAPES)
    (key,) = written
    if key not in _JOINS:
        if get_close_matches(str(key), _JOINS, n=1, cutoff=0.5):
            raise WrongValue(unknown(key, _JOINS))
        ((path, comparison),) = _COMPARISONS.validate_python(written).items()
        return Comparing(path, comparison)
    combination = _Combination.model_validate(written)
    if combination.all is not None:
        return AllOf(combination.all)
    if combination.any is not None:
        return AnyOf(combination.any)
    if combination.not_ is not None:
        return Opposite(combination.not_)
    raise WrongValue(_SHAPES)


Condition = Annotated[
    Proposition,
    PlainValidator(_read, json_schema_input_type=str | _Combination | _OnePath),
    PlainSerializer(lambda condition: condition.written),
]
"""A condition of a file."""

_JOINS = ("all", "any", "not")
_COMPARISONS = TypeAdapter(dict[str, Comparison])
_Combination.model_rebuild()

_SHAPES = Text(
    en='should be one path with its value, such as corridor_lamp.state: "ON", a path that is to be on, '
    "or one of all: [...], any: [...], not: {{...}}",
    fa='باید یک مسیر و مقدار آن باشد، مانند corridor_lamp.state: "ON"، یا مسیری که باید روشن باشد، '
    "یا یکی از all: [...]، any: [...]، not: {{...}}",
).format()
