"""Durations as the author of a rule writes them: `5s`, `2m`, `$off_after`, `$off_after + 5s`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from devices.text import Text
from simulator.mistakes import WrongValue
from simulator.quantities import SECOND_MS, duration_ms

Parameters = Mapping[str, int | float | str]

_PARAMETER = re.compile(r"\$([a-z][a-z0-9_]*)")
_SIGN = re.compile(r"\s*([+-])\s*")


@dataclass(frozen=True, slots=True)
class Duration:
    """A sum of amounts and of parameters of the exercise; a parameter counts in seconds."""

    written: str
    fixed_ms: int
    signs: tuple[tuple[str, int], ...]
    """Each parameter with its sign, 1 or -1."""

    @classmethod
    def parse(cls, written: str) -> Duration:
        """Raises WrongValue."""
        signs_and_terms = ["+", *_SIGN.split(written.strip())]
        fixed_ms = 0
        signs = []
        for sign_written, term in zip(signs_and_terms[::2], signs_and_terms[1::2], strict=True):
            sign = -1 if sign_written == "-" else 1
            if parameter := _PARAMETER.fullmatch(term):
                signs.append((parameter[1], sign))
            else:
                fixed_ms += sign * _amount_ms(term)
        return cls(written=written, fixed_ms=fixed_ms, signs=tuple(signs))

    @property
    def parameters(self) -> set[str]:
        """Names of the parameters that the duration needs."""
        return {name for name, _ in self.signs}

    def milliseconds(self, parameters: Parameters) -> int:
        """The length for these parameters. Raises KeyError for one that is missing."""
        return self.fixed_ms + sum(
            round(sign * float(parameters[name]) * SECOND_MS) for name, sign in self.signs
        )

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In files a duration is a string."""
        return core_schema.no_info_plain_validator_function(
            _read,
            json_schema_input_schema=core_schema.str_schema(),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.written),
        )


def _amount_ms(term: str) -> int:
    try:
        return duration_ms(term)
    except WrongValue:
        raise WrongValue(_NO_DURATION) from None


def _read(written: object) -> Duration:
    if isinstance(written, Duration):
        return written
    if isinstance(written, str):
        return Duration.parse(written)
    raise WrongValue(_NO_DURATION)


ZERO = Duration.parse("0s")

_NO_DURATION = Text(
    en="should be a duration such as 5s, 2m, $off_after or $off_after + 5s",
    fa="باید مدتی مانند 5s، 2m، $off_after یا $off_after + 5s باشد",
)
