"""A variable of the whole program that a function sets without saying `global`."""

from __future__ import annotations

import re

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="{name} is set in a function, so Python takes it for the function's own. If the one outside is meant, "
    "write global {name} as the function's first line.",
    fa="متغیر {name} در تابع مقدار می‌گیرد و پایتون آن را متغیر خود تابع می‌داند. اگر متغیر بیرون از "
    "تابع منظور است، در سطر اول تابع بنویسید \u2068global {name}\u2069.",
)
_COMPLAINT = re.compile(r"UnboundLocalError: .*variable '(\w+)'")


def recognise(evidence: Evidence) -> Text | None:
    """Python's own complaint."""
    complaint = _COMPLAINT.search(evidence.error)
    return HINT.format(name=complaint[1]) if complaint else None
