"""The same quotes inside an f-string as around it: valid from Python 3.12 on, and not before."""

from __future__ import annotations

import re

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="Inside an f-string, use the other kind of quotes: f\"{{data['temperature']}}\". "
    "The same kind inside and outside works only from Python 3.12 on.",
    fa="درون f-string از نوع دیگر گیومه استفاده کنید: \u2068f\"{{data['temperature']}}\"\u2069. "
    "یکی‌بودن گیومهٔ درون و بیرون تنها از پایتون ۳٫۱۲ به بعد درست است.",
).format()
_NESTED = re.compile(r"""f"[^"\n]*\{[^}"\n]*"[^"\n]*"[^}"\n]*\}|f'[^'\n]*\{[^}'\n]*'[^'\n]*'[^}'\n]*\}""")


def recognise(evidence: Evidence) -> Text | None:
    """A syntax error in a program that nests equal quotes."""
    if "SyntaxError" not in evidence.error:
        return None
    return HINT if any(_NESTED.search(text) for text in evidence.files.values()) else None
