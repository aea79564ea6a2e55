"""Text that a person reads, in both languages of the lab."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_COPIED = "copied"
_PERSIAN_DIGITS = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")
_MINUS = re.compile(r"(?<![0-9])-(?=[0-9])")
_PERSIAN_MINUS = "\u200e\u2212"
"""As in the Unicode locale data (CLDR): without the mark, the sign would be shown behind its number."""
_OF_RIGHT_TO_LEFT = {"R", "AL"}
_KEEP_THEIR_PLACE = {"L", "EN", "AN"} | _OF_RIGHT_TO_LEFT
"""Bidirectional classes of letters and digits; signs at the edge of a word go with the text around it."""


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in English and in Persian; both are required, so neither can be forgotten."""

    en: str
    fa: str

    def format(self, **fields: Any) -> Text:
        """Fill `{name}` places in both languages; numbers are written in the digits of each language.

        In Persian, topics and code are isolated from the direction of the sentence where they need it.
        A field may itself be a `Text`: each language then takes its own side of it. `{name:copied}` is part
        of a command that people copy: nothing is put around it.
        """
        return Text(
            en=_EnglishFormatter().vformat(self.en, (), fields),
            fa=_PersianFormatter().vformat(self.fa, (), fields),
        )

    def as_dict(self) -> dict[str, str]:
        """The form in which a text is written to JSON: `{"en": …, "fa": …}`."""
        return {"en": self.en, "fa": self.fa}


def persian_number(number: str) -> str:
    """A number written in Latin digits as Persian writes it: `3.5` becomes `۳٫۵`, `1,200` becomes `۱٬۲۰۰`."""
    return _MINUS.sub(_PERSIAN_MINUS, number).translate(_PERSIAN_DIGITS)


def isolated(latin: str) -> str:
    """Latin text for a Persian sentence; what begins or ends with a sign stands in a Unicode isolate.

    Without it `sensor/#` would be shown as `#/sensor`, and `sleep(5)` as `(sleep(5`.
    """
    directions = [unicodedata.bidirectional(sign) for sign in latin.strip()]
    is_safe = not directions or {directions[0], directions[-1]} <= _KEEP_THEIR_PLACE
    return latin if is_safe or _OF_RIGHT_TO_LEFT & set(directions) else f"\u2068{latin}\u2069"


class _EnglishFormatter(string.Formatter):
    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        value = kwargs[str(key)]
        return value.en if isinstance(value, Text) else value

    def format_field(self, value: Any, format_spec: str) -> Any:
        return super().format_field(value, "" if format_spec == _COPIED else format_spec)


class _PersianFormatter(string.Formatter):
    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> Any:
        said = value.fa if isinstance(value, Text) else value
        if format_spec == _COPIED:
            return super().format_field(said, "")
        written = super().format_field(said, format_spec)
        if isinstance(value, str):
            return isolated(written)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return persian_number(written) if is_number else written
