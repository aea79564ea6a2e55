"""The sorts of comparison: what each makes of the values of a signal, and its words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from devices.text import Text
from exercises.rulebook.scalars import NUMBERS, Scalar, is_on

Marks = Callable[[Sequence[Any]], list[bool]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of comparison: what it makes of values, and its words with `{0}`, `{1}` for its operands.

    Traces are long, so that whole columns of values are compared at once, without a call for each.
    """

    marks: Callable[..., Marks]
    words: Text
    numeric: bool = True


def _equal_to(wanted: Scalar) -> Marks:
    if isinstance(wanted, bool):
        return lambda values: [value is wanted for value in values]
    return lambda values: [value == wanted and value.__class__ is not bool for value in values]


def _unlike(unwanted: Scalar) -> Marks:
    return lambda values: [not is_it for is_it in _equal_to(unwanted)(values)]


def _one_of(*wanted: Scalar) -> Marks:
    return lambda values: [True in row for row in zip(*(_equal_to(w)(values) for w in wanted), strict=True)]


def _on(values: Sequence[Any]) -> list[bool]:
    """Each of the few states is looked at once, unless they are whole objects."""
    if {dict, list} & set(map(type, values)):
        return [is_on(value) for value in values]
    known = {value: is_on(value) for value in set(values)}
    return [known[value] for value in values]


KINDS: Mapping[str, Kind] = {
    "is": Kind(_equal_to, Text(en="= {0}", fa="= {0}"), numeric=False),
    "not": Kind(_unlike, Text(en="≠ {0}", fa="≠ {0}"), numeric=False),
    "one_of": Kind(_one_of, Text(en="one of {all}", fa="یکی از {all}"), numeric=False),
    "on": Kind(lambda: _on, Text(en="= on", fa="= روشن"), numeric=False),
    "between": Kind(
        lambda low, high: lambda values: [v.__class__ in NUMBERS and low <= v <= high for v in values],
        Text(en="between {0} and {1}", fa="بین {0} و {1}"),
    ),
    "above": Kind(
        lambda limit: lambda values: [v.__class__ in NUMBERS and v > limit for v in values],
        Text(en="above {0}", fa="بیش از {0}"),
    ),
    "below": Kind(
        lambda limit: lambda values: [v.__class__ in NUMBERS and v < limit for v in values],
        Text(en="below {0}", fa="کمتر از {0}"),
    ),
    "at_least": Kind(
        lambda limit: lambda values: [v.__class__ in NUMBERS and v >= limit for v in values],
        Text(en="at least {0}", fa="دست‌کم {0}"),
    ),
    "at_most": Kind(
        lambda limit: lambda values: [v.__class__ in NUMBERS and v <= limit for v in values],
        Text(en="at most {0}", fa="حداکثر {0}"),
    ),
}
"""A comparison with numbers is passed by no text, no truth value and no missing value."""
