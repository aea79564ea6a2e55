"""A payload compared with text: payloads are bytes, so the two are never equal."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="A message's payload is bytes, and bytes never equal text. Write message.payload.decode(), or "
    "json.loads(message.payload) for JSON.",
    fa="محتوای پیام (payload) از نوع bytes است و هرگز با متن برابر نمی‌شود. بنویسید "
    "\u2068message.payload.decode()\u2069 یا برای JSON از \u2068json.loads(message.payload)\u2069 "
    "استفاده کنید.",
)


def recognise(evidence: Evidence) -> Text | None:
    """`….payload == "…"` anywhere in the program."""
    comparisons = (
        node for tree in evidence.trees for node in ast.walk(tree) if isinstance(node, ast.Compare)
    )
    return HINT if any(map(_compares_payload_with_text, comparisons)) else None


def _compares_payload_with_text(comparison: ast.Compare) -> bool:
    sides = (comparison.left, *comparison.comparators)
    has_payload = any(isinstance(side, ast.Attribute) and side.attr == "payload" for side in sides)
    has_text = any(isinstance(side, ast.Constant) and isinstance(side.value, str) for side in sides)
    return has_payload and has_text
