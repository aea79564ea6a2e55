"""The JSON Schema of a file whose values may be parameters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simulator.assembly import REFERENCE

_EXPLAINS = ("title", "description", "default")
_HOLDS_SCHEMAS = ("anyOf", "items", "prefixItems", "additionalProperties")
_NAMES_SCHEMAS = ("properties", "$defs")
_REFUSE_TEXT = ("number", "integer", "boolean")
_REFERENCE = {"type": "string", "pattern": f"^(?:{REFERENCE.pattern})$"}


def open_to_parameters(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The same schema, in which `$name` may stand in place of every value that is not any text."""
    if _is_strict(schema):
        said = {word: schema[word] for word in _EXPLAINS if word in schema}
        strict = {word: value for word, value in schema.items() if word not in said}
        return {**said, "anyOf": [strict, _REFERENCE]}
    opened = {word: _opened(schema[word]) for word in _HOLDS_SCHEMAS if word in schema}
    for word in _NAMES_SCHEMAS:
        if word in schema:
            opened[word] = {name: _opened(each) for name, each in schema[word].items()}
    return {**schema, **opened}


def _opened(schema: Any) -> Any:
    if isinstance(schema, list):
        return [_opened(each) for each in schema]
    # `additionalProperties: false` is a schema, too.
    return open_to_parameters(schema) if isinstance(schema, Mapping) else schema


def _is_strict(schema: Mapping[str, Any]) -> bool:
    """Whether it is of a single value, and refuses the text `$name`."""
    return not {"enum", "const", "pattern"}.isdisjoint(schema) or schema.get("type") in _REFUSE_TEXT
