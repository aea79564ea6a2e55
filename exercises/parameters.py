"""Parameters of an exercise: each student has their own, the same ones every time."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from string import Template
from typing import Self

from pydantic import Field, model_validator

from devices.text import Text
from exercises.fields import ONLY_ONE, Strict, Words
from exercises.rulebook.duration import Parameters
from simulator.mistakes import WrongValue

Value = int | float | str
_SOURCES = ("choices", "range", "value", "by")


class Parameter(Strict):
    """A number or word of each student's own: drawn, or following from those above it.

    It is drawn from `choices`, or from `range` in steps; it follows as `value: ${room}_lamp`, or out of a
    table as `by: {room: {living: 21, kitchen: 19}}`.
    """

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Words
    unit: str | None = None
    choices: tuple[Value, ...] = ()
    range: tuple[int | float, int | float] | None = None
    step: int | float = Field(1, gt=0)
    value: str | None = None
    by: Mapping[str, Mapping[Value, Value]] | None = None

    @model_validator(mode="after")
    def _has_values(self) -> Self:
        if sum(bool(getattr(self, source)) for source in _SOURCES) != 1:
            raise WrongValue(ONLY_ONE.format(all=", ".join(_SOURCES)))
        if self.range and not self.values:
            raise WrongValue(
                Text(en="range should go from low to high", fa="باید range از کوچک به بزرگ باشد")
            )
        if self.by and len(self.by) != 1:
            raise WrongValue(Text(en="by should name one parameter", fa="by باید یک پارامتر را نام ببرد"))
        return self

    @property
    def follows(self) -> tuple[str, ...]:
        """The parameters that it follows from."""
        return tuple(self.by or ()) or tuple(Template(self.value or "").get_identifiers())

    @property
    def values(self) -> tuple[Value, ...]:
        """Everything that may be drawn, in order; nothing where it follows from others."""
        if self.range is None:
            return self.choices
        low, high, step = (Decimal(str(number)) for number in (*self.range, self.step))
        plain = int if all(isinstance(number, int) for number in (*self.range, self.step)) else float
        return tuple(plain(low + index * step) for index in range(int((high - low) // step) + 1))

    def draw(self, key: str) -> Value:
        """The value for a key (exercise, version, student): the same key, the same value."""
        digest = hashlib.sha256(f"{key}\n{self.name}".encode()).digest()
        return self.values[int.from_bytes(digest[:8], "big") % len(self.values)]

    def following(self, drawn: Parameters) -> Value:
        """The value that follows from others. Raises KeyError for one that is missing."""
        if self.by is None:
            return Template(self.value or "").substitute(drawn)
        ((other, table),) = self.by.items()
        return table[drawn[other]]


def draw_all(parameters: Sequence[Parameter], key: str) -> dict[str, Value]:
    """Every parameter for one key. Raises KeyError where one follows from another that is not above it."""
    drawn: dict[str, Value] = {}
    for each in parameters:
        drawn[each.name] = each.following(drawn) if each.follows else each.draw(key)
    return drawn


def sample(parameters: Sequence[Parameter]) -> Iterable[dict[str, Value]]:
    """As few draws as have every value of every parameter in them. Raises what `draw_all` raises."""
    for index in range(max((len(each.values) for each in parameters), default=1)):
        drawn: dict[str, Value] = {}
        for each in parameters:
            drawn[each.name] = (
                each.following(drawn) if each.follows else each.values[index % len(each.values)]
            )
        yield drawn


def as_environment(parameters: Parameters) -> dict[str, str]:
    """The variables in which a program finds its parameters: `PARAM_OFF_AFTER` for `off_after`."""
    return {f"PARAM_{name.upper()}": str(value) for name, value in parameters.items()}
