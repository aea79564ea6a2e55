"""What is asked of one value: `"ON"`, `[20, 24]`, `{above: 5}`, `{at_most: $limit}`, `{one_of: [a, b]}`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from devices.text import Text
from exercises.rulebook.amount import Amount
from exercises.rulebook.comparison_kinds import KINDS
from exercises.rulebook.duration import Parameters
from exercises.rulebook.scalars import Scalar, is_number, scalar_words
from simulator.mistakes import WrongValue, unknown

Operand = Amount | Scalar


_WRITABLE = ("not", "one_of", "above", "below", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One sort of comparison with its operands, of which some may be parameters of the exercise."""

    kind: str
    operands: tuple[Operand, ...] = ()

    @classmethod
    def parse(cls, written: Any) -> Comparison:
        """Raises WrongValue."""
        if isinstance(written, Comparison):
            return written
        if isinstance(written, Mapping) and len(written) == 1:
            ((keyword, operand),) = written.items()
            if keyword not in _WRITABLE:
                raise WrongValue(unknown(keyword, _WRITABLE))
            operands = operand if keyword == "one_of" and isinstance(operand, list | tuple) else [operand]
            return cls._of(str(keyword), operands)
        if isinstance(written, list | tuple) and len(written) == 2:
            return cls._of("between", written)
        if isinstance(written, Scalar):
            return cls._of("is", [written])
        raise WrongValue(_SHAPES)

    @classmethod
    def _of(cls, kind: str, written: Any) -> Comparison:
        read = Amount.parse if KINDS[kind].numeric else _operand
        operands = tuple(read(each) for each in written)
        fixed = [each.fixed for each in operands if isinstance(each, Amount) and not each.parameters]
        if kind == "between" and len(fixed) == 2 and fixed[0] > fixed[1]:
            raise WrongValue(
                Text(
                    en="should go from low to high: [{0}, {1}]", fa="باید از کوچک به بزرگ باشد: [{0}, {1}]"
                ).format(**{"0": fixed[1], "1": fixed[0]})
            )
        return cls(kind, operands)

    @property
    def children(self) -> list[tuple[None, Operand]]:
        """Its operands, which have no keys of their own."""
        return [(None, operand) for operand in self.operands]

    def values(self, parameters: Parameters) -> list[Scalar]:
        """The operands for these parameters. Raises KeyError for one that is missing."""
        return [each.scalar(parameters) if isinstance(each, Amount) else each for each in self.operands]

    def marks(self, values: Sequence[Any], parameters: Parameters) -> list[bool]:
        """For each of the values whether it passes, with these parameters."""
        return KINDS[self.kind].marks(*self.values(parameters))(values)

    def is_met_by(self, value: Any, parameters: Parameters) -> bool:
        """Whether one value passes, with these parameters."""
        return self.marks([value], parameters)[0]

    def excess(self, value: Any, parameters: Parameters) -> float:
        """By how much a number lies outside of what is asked for; 0 where that cannot be said."""
        if not is_number(value) or not KINDS[self.kind].numeric:
            return 0.0
        limits = [float(limit) for limit in self.values(parameters)]
        too_small = limits[0] - value if self.kind in ("between", "above", "at_least") else 0.0
        too_large = value - limits[-1] if self.kind in ("between", "below", "at_most") else 0.0
        return max(too_small, too_large, 0.0)

    def says(self, parameters: Parameters) -> Text:
        """`= ON`, `between 20 and 24`; parameters that are not given stay as they are written."""
        told = [_told(operand, parameters) for operand in self.operands]
        listed = Text(en=" / ".join(each.en for each in told), fa=" / ".join(each.fa for each in told))
        return KINDS[self.kind].words.format(all=listed, **{str(n): each for n, each in enumerate(told)})

    @property
    def written(self) -> Any:
        """As a file has it."""
        operands = [each.written if isinstance(each, Amount) else each for each in self.operands]
        if self.kind in ("between", "one_of"):
            return operands if self.kind == "between" else {"one_of": operands}
        return operands[0] if self.kind == "is" else {self.kind: operands[0]} if operands else True

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """In files: a value, a pair of numbers, or a mapping with one keyword."""
        return core_schema.no_info_plain_validator_function(
            cls.parse,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda value: value.written),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """What an editor may offer."""
        scalar = {"type": ["boolean", "number", "string"]}
        amount = {"type": ["number", "string"]}
        keywords = {
            keyword: amount if KINDS[keyword].numeric else scalar
            for keyword in _WRITABLE
            if keyword != "one_of"
        }
        return {
            "anyOf": [
                scalar,
                {"type": "array", "items": amount, "minItems": 2, "maxItems": 2},
                {
                    "type": "object",
                    "properties": {**keywords, "one_of": {"type": "array", "items": scalar}},
                    "additionalProperties": False,
                    "minProperties": 1,
                    "maxProperties": 1,
                },
            ]
        }


ON = Comparison("on")
"""Of a path that stands alone: `heater.state`."""

_SHAPES = Text(
    en='should be a value such as "ON", a band such as [20, 24], or one of {{{all}}}',
    fa='باید مقداری مانند "ON"، بازه‌ای مانند [20, 24] یا یکی از {{{all}}} باشد',
).format(all=", ".join(f"{keyword}: …" for keyword in _WRITABLE))


def _operand(written: Any) -> Operand:
    if isinstance(written, str) and "$" in written:
        return Amount.parse(written)
    if isinstance(written, Scalar):
        return written
    raise WrongValue(_SHAPES)


def _told(operand: Operand, parameters: Parameters) -> Text:
    if not isinstance(operand, Amount):
        return scalar_words(operand)
    if operand.parameters <= set(parameters):
        return scalar_words(operand.scalar(parameters))
    return Text(en=str(operand.written), fa=str(operand.written))
