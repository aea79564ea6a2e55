"""Numbers as the author of a rule writes them: `21`, `-0.5`, `$target`, `$target + 0.5`."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from devices.text import Text
from exercises.rulebook.duration import Parameters
from simulator.mistakes import WrongValue

_WITH_PARAMETER = re.compile(r"(-?)\$([a-z][a-z0-9_]*)(?:\s*([+-])\s*(\d+(?:\.\d+)?))?")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number, or a parameter of the exercise with a number added."""

    written: int | float | str
    fixed: int | float
    parameter: str | None = None
    sign: int = 1
    """Of the parameter: 1 or -1."""

    @classmethod
    def parse(cls, written: int | float | str) -> Amount:
        """Raises WrongValue."""
        if isinstance(written, int | float) and not isinstance(written, bool) and math.isfinite(written):
            return cls(written, written)
        matched = _WITH_PARAMETER.fullmatch(written.strip()) if isinstance(written, str) else None
        if matched is None:
            raise WrongValue(
                Text(
                    en="should be a number such as 21.5, or a parameter such as $target or $target + 0.5",
                    fa="باید عددی مانند 21.5 یا پارامتری مانند $target یا $target + 0.5 باشد",
                )
            )
        minus, parameter, sign, added = matched.groups()
        fixed = float(f"{sign}{added}") if added else 0
        return cls(written, fixed, parameter, -1 if minus else 1)

    @property
    def parameters(self) -> set[str]:
        """Names of the parameters that the number needs."""
        return {self.parameter} if self.parameter else set()

    def value(self, parameters: Parameters) -> int | float:
        """The number for these parameters. Raises KeyError for one that is missing."""
        if self.parameter is None:
            return self.fixed
        return self.sign * float(parameters[self.parameter]) + self.fixed

    def scalar(self, parameters: Parameters) -> int | float | str:
        """The same, or the parameter as it is, words too, where nothing is added to it."""
        if self.parameter is not None and self.sign == 1 and not self.fixed:
            return parameters[self.parameter]
        return self.value(parameters)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In files an amount is a number or a string."""
        return core_schema.no_info_before_validator_function(
            cls.parse,
            core_schema.is_instance_schema(cls),
            json_schema_input_schema=core_schema.union_schema(
                [core_schema.float_schema(), core_schema.str_schema()]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.written),
        )
