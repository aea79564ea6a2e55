"""Pydantic's findings in the words of both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic_core import ErrorDetails

from devices.text import Text
from simulator.mistakes import WrongValue, unknown

Location = tuple[int | str, ...]

_FIELDS = Text(en="should hold fields, each as name: value", fa="باید فیلدهایی به شکل name: value داشته باشد")
_WORDS = {
    "missing": Text(en="is required", fa="باید نوشته شود"),
    "string_type": Text(en="should be text", fa="باید متن باشد"),
    "int_type": Text(en="should be a whole number", fa="باید عددی صحیح باشد"),
    "int_parsing": Text(en="should be a whole number", fa="باید عددی صحیح باشد"),
    "int_from_float": Text(en="should be a whole number", fa="باید عددی صحیح باشد"),
    "float_type": Text(en="should be a number", fa="باید عدد باشد"),
    "float_parsing": Text(en="should be a number", fa="باید عدد باشد"),
    "bool_type": Text(en="should be true or false", fa="باید true یا false باشد"),
    "bool_parsing": Text(en="should be true or false", fa="باید true یا false باشد"),
    "dict_type": _FIELDS,
    "model_type": _FIELDS,
    "dataclass_type": Text(en="should be {{en: …, fa: …}}", fa="باید به شکل {{en: …, fa: …}} باشد"),
    "list_type": Text(en="should be a list", fa="باید فهرست باشد"),
    "tuple_type": Text(en="should be a list", fa="باید فهرست باشد"),
    "too_short": Text(en="has fewer than {min_length} entries", fa="کمتر از {min_length} مورد دارد"),
    "too_long": Text(en="has more than {max_length} entries", fa="بیش از {max_length} مورد دارد"),
    "greater_than": Text(en="should be more than {gt}", fa="باید بیشتر از {gt} باشد"),
    "greater_than_equal": Text(en="should be at least {ge}", fa="باید دست‌کم {ge} باشد"),
    "less_than": Text(en="should be less than {lt}", fa="باید کمتر از {lt} باشد"),
    "less_than_equal": Text(en="should be at most {le}", fa="باید حداکثر {le} باشد"),
    "literal_error": Text(en="should be {expected}", fa="باید یکی از این‌ها باشد: {expected}"),
}  # fmt: skip
_UNKNOWN_FIELD = ("extra_forbidden", "unexpected_keyword_argument")
_DATES = Text(en="should be a date such as 2027-01-14T00:00", fa="باید تاریخی مانند 2027-01-14T00:00 باشد")
_NAMES = Text(
    en="should be a name of Latin small letters, digits and _",
    fa="باید نامی از حروف کوچک لاتین، رقم و _ باشد",
)


def findings(errors: Sequence[ErrorDetails], schema: Mapping[str, Any]) -> list[tuple[Location, Text]]:
    """Where something is wrong, and what; a field that is only misspelt is not also called missing."""
    meant = {_meant(error, schema) for error in errors if error["type"] in _UNKNOWN_FIELD}
    return [
        (error["loc"], _wording(error, schema))
        for error in errors
        if not (error["type"] == "missing" and error["loc"] in meant)
    ]


def _meant(error: ErrorDetails, schema: Mapping[str, Any]) -> Location:
    parent = error["loc"][:-1]
    return (*parent, *get_close_matches(str(error["loc"][-1]), _fields_at(schema, parent), n=1, cutoff=0.5))


def _wording(error: ErrorDetails, schema: Mapping[str, Any]) -> Text:
    context = error.get("ctx", {})
    own = context.get("error")
    if isinstance(own, WrongValue):
        return own.wrong
    kind = error["type"]
    if kind in _UNKNOWN_FIELD:
        return unknown(error["loc"][-1], _fields_at(schema, error["loc"][:-1]))
    if kind.startswith(("datetime", "date", "timezone")):
        return _DATES
    if kind == "string_pattern_mismatch":
        return _NAMES
    if kind in _WORDS:
        return _WORDS[kind].format(**context)
    return Text(en=error["msg"], fa=error["msg"])


def _fields_at(schema: Mapping[str, Any], location: tuple[int | str, ...]) -> list[str]:
    """The fields that the schema allows at a location, sorted."""
    node = _resolved(schema, schema)
    for part in location:
        if isinstance(part, int):
            node = _resolved(node.get("items", {}), schema)
        else:
            node = _resolved(_field(node, part), schema)
    return sorted(node.get("properties", {}))


def _field(node: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The schema of a field, which may be one of any name."""
    named = node.get("properties", {}).get(name)
    any_name = [*node.get("patternProperties", {}).values(), node.get("additionalProperties")]
    return next((inner for inner in (named, *any_name) if isinstance(inner, Mapping)), {})


def _resolved(node: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    for choice in node.get("anyOf", ()):
        if "$ref" in choice or "properties" in choice:
            node = choice
    reference = str(node.get("$ref", ""))
    return schema["$defs"][reference.rsplit("/", 1)[-1]] if reference else node
