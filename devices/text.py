"""Text that a person reads, in both languages of the lab."""

from __future__ import annotations

import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_PERSIAN_DIGITS = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or name in English and in Persian; both are required, so neither can be forgotten."""

    en: str
    fa: str

    def format(self, **fields: Any) -> Text:
        """Fill `{name}` places in both languages; numbers are written in the digits of each language.

        A field may itself be a `Text`: each language then takes its own side of it.
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
    return number.translate(_PERSIAN_DIGITS)


class _EnglishFormatter(string.Formatter):
    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        value = kwargs[str(key)]
        return value.en if isinstance(value, Text) else value


class _PersianFormatter(string.Formatter):
    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        value = kwargs[str(key)]
        return value.fa if isinstance(value, Text) else value

    def format_field(self, value: Any, format_spec: str) -> Any:
        written = super().format_field(value, format_spec)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return persian_number(written) if is_number else written
