"""`if state = "ON"`: one equals sign sets, two compare."""

from __future__ import annotations

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="One = sets a value; to compare, write two: ==.",
    fa="علامت = به متغیر مقدار می‌دهد؛ برای مقایسه دو تا بنویسید: \u2068==\u2069.",
)


def recognise(evidence: Evidence) -> Text | None:
    """Python's own guess."""
    is_syntax = "SyntaxError" in evidence.error
    return HINT if is_syntax and "Maybe you meant '=='" in evidence.error else None
