"""Puts a student's own parameters wherever an exercise writes `$name`: in paths, values and topics."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from devices.text import Text
from exercises.rulebook.amount import Amount
from exercises.rulebook.duration import Duration, Parameters
from simulator.assembly import REFERENCE


def filled(value: Any, parameters: Parameters) -> Any:
    """The value with every `$name` and `${name}` in it replaced; the very same one if there is none.

    A text that is nothing but `$name` becomes the parameter itself, also if that is a number. Names that are
    not among the parameters stay as they are. Left alone are sentences, which have places of their own
    (`{name}`), and durations and amounts, which are worked out when they are asked for.
    """
    if isinstance(value, str):
        return _text(value, parameters)
    if isinstance(value, BaseModel):
        fields = {name: getattr(value, name) for name in type(value).model_fields}
        changed = changes(fields, parameters)
        return type(value).model_construct(**{**fields, **changed}) if changed else value
    if isinstance(value, Text | Duration | Amount):
        return value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        changed = changes(fields, parameters)
        return dataclasses.replace(value, **changed) if changed else value
    if isinstance(value, Mapping):
        made = {filled(key, parameters): filled(each, parameters) for key, each in value.items()}
        return value if _is_same(value, made) else made
    if isinstance(value, list | tuple):
        items = [filled(each, parameters) for each in value]
        is_same = all(new is old for new, old in zip(items, value, strict=True))
        return value if is_same else type(value)(items)
    return value


def changes(fields: Mapping[str, Any], parameters: Parameters) -> dict[str, Any]:
    """Those of the fields in which something was replaced."""
    made = {name: filled(value, parameters) for name, value in fields.items()}
    return {name: value for name, value in made.items() if value is not fields[name]}


def _is_same(value: Mapping[Any, Any], made: Mapping[Any, Any]) -> bool:
    return value.keys() == made.keys() and all(made[key] is each for key, each in value.items())


def _text(value: str, parameters: Parameters) -> Any:
    if "$" not in value:
        return value
    whole = REFERENCE.fullmatch(value)
    if whole and type(value) is str:
        return parameters.get(whole[1] or whole[2], value)
    made = REFERENCE.sub(lambda found: str(parameters.get(found[1] or found[2], found[0])), value)
    return type(value)(made)
