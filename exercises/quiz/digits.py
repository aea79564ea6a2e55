"""Numbers as people type them: `3.5`, `3,5`, `۳٫۵`, `٣٫٥`, `1,200`, `21.5 °C`."""

from __future__ import annotations

import re

_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫−", "01234567890123456789.-")
_BETWEEN_THOUSANDS = str.maketrans("", "", "٬_ \u00a0\u2009\u200c\u202f")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:[,،]\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_LONGEST = 60


def read_number(written: object, unit: str | None = None) -> float | None:
    """The number, with or without its unit; None if it is none.

    A comma before exactly three digits parts thousands, unless the number begins with a zero; any other comma
    is a decimal separator.
    """
    if isinstance(written, int | float) and not isinstance(written, bool):
        return _finite(written)
    if not isinstance(written, str) or len(written) > _LONGEST:
        return None
    text = written.strip()
    if unit is not None and text.endswith(unit):
        text = text.removesuffix(unit)
    text = text.strip().translate(_DIGITS).translate(_BETWEEN_THOUSANDS)
    if _THOUSANDS.fullmatch(text):
        text = re.sub("[,،]", "", text)
    elif len(re.findall("[,،]", text)) == 1 and "." not in text:
        text = re.sub("[,،]", ".", text)
    return _finite(float(text)) if _NUMBER.fullmatch(text) else None


def _finite(number: float) -> float | None:
    """No answer is beyond this; it keeps infinities and endless integers out of sums."""
    return float(number) if abs(number) < 1e15 else None
