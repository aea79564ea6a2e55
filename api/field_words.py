"""What is wrong with a field of a request, in both languages: pydantic itself speaks English only."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from devices.text import Text

_WORDS = {
    "missing": Text(en="is missing", fa="جا افتاده است"),
    "extra_forbidden": Text(en="is not known here", fa="اینجا شناخته نیست"),
    "string_too_short": Text(
        en="is too short: at least {min_length}", fa="کوتاه است: دست‌کم {min_length} نویسه"
    ),
    "string_too_long": Text(en="is too long: at most {max_length}", fa="بلند است: حداکثر {max_length} نویسه"),
    "string_type": Text(en="must be a text", fa="باید متن باشد"),
    "string_pattern_mismatch": Text(en="has the wrong form", fa="شکل درستی ندارد"),
    "float_type": Text(en="must be a number", fa="باید عدد باشد"),
    "float_parsing": Text(en="must be a number", fa="باید عدد باشد"),
    "int_parsing": Text(en="must be a whole number", fa="باید عددی صحیح باشد"),
    "literal_error": Text(en="must be {expected}", fa="باید یکی از این‌ها باشد: {expected}"),
    "bool_type": Text(en="must be true or false", fa="باید true یا false باشد"),
    "bool_parsing": Text(en="must be true or false", fa="باید true یا false باشد"),
    "greater_than_equal": Text(en="must be at least {ge}", fa="باید دست‌کم {ge} باشد"),
    "less_than_equal": Text(en="must be at most {le}", fa="باید حداکثر {le} باشد"),
    "json_invalid": Text(en="is not valid JSON", fa="JSON درستی نیست"),
    "moment": Text(
        en="must be a moment such as 1405/09/02 14:30, 2026-11-23 14:30 or 2026-11-23T11:00:00Z",
        fa="باید زمانی مانند 1405/09/02 14:30 یا 2026-11-23 14:30 یا 2026-11-23T11:00:00Z باشد",
    ),
    "dict_type": Text(en="must be an object", fa="باید یک شیء باشد"),
}
_OTHER = Text(en="has a value that is not allowed", fa="مقدار مجازی ندارد")


def place_of(found: Mapping[str, Any]) -> str:
    """Where the field stands, `files.main`, without the part of the request that it is in."""
    parts = [str(part) for part in found["loc"]]
    return ".".join(parts[1:]) or parts[0]


def words_for(found: Mapping[str, Any]) -> Text:
    """What is wrong with it; `found` is one of pydantic's `errors()`."""
    return _WORDS.get(found["type"], _OTHER).format(**found.get("ctx", {}))
