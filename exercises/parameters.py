"""Parameters of an exercise: each student has their own, the same ones every time."""

from __future__ import annotations

import hashlib
from typing import Self

from pydantic import Field, model_validator

from devices.text import Text
from exercises.fields import Strict, Words
from exercises.rulebook.duration import Parameters
from simulator.mistakes import WrongValue


class Parameter(Strict):
    """A number or word that is drawn for each student, from `choices` or from `range` in steps."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: Words
    unit: str | None = None
    choices: tuple[int | float | str, ...] = ()
    range: tuple[int, int] | None = None
    step: int = Field(1, ge=1)

    @model_validator(mode="after")
    def _has_values(self) -> Self:
        if bool(self.choices) is bool(self.range):
            raise WrongValue(
                Text(en="should have either choices or range", fa="باید یا choices یا range داشته باشد")
            )
        if not self.values:
            raise WrongValue(
                Text(en="range should go from low to high", fa="باید range از کوچک به بزرگ باشد")
            )
        return self

    @property
    def values(self) -> tuple[int | float | str, ...]:
        """Everything that may be drawn, in order."""
        if self.range is None:
            return self.choices
        low, high = self.range
        return tuple(range(low, high + 1, self.step))

    def draw(self, key: str) -> int | float | str:
        """The value for a key (exercise, version, student): the same key, the same value."""
        digest = hashlib.sha256(f"{key}\n{self.name}".encode()).digest()
        return self.values[int.from_bytes(digest[:8], "big") % len(self.values)]


def as_environment(parameters: Parameters) -> dict[str, str]:
    """The variables in which a program finds its parameters: `PARAM_OFF_AFTER` for `off_after`."""
    return {f"PARAM_{name.upper()}": str(value) for name, value in parameters.items()}
