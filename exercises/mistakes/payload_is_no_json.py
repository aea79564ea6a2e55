"""A command that is neither JSON nor a plain state: `on`, `state=ON`, `{state: ON}`."""

from __future__ import annotations

import ast
import json

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en='The device cannot read the command {payload}. Send JSON: json.dumps({{"state": "ON"}}).',
    fa='دستگاه فرمان {payload} را نمی‌فهمد. JSON بفرستید: \u2068json.dumps({{"state": "ON"}})\u2069.',
)
_PLAIN = ("ON", "OFF", "TOGGLE", "")
_LONGEST = 100


def recognise(evidence: Evidence) -> Text | None:
    """The first such command; Python's own dictionaries are another mistake."""
    for publication in evidence.published:
        payload = publication.payload
        if publication.topic not in evidence.command_topics or payload.strip() in _PLAIN:
            continue
        if len(payload) <= _LONGEST and not _is_literal(payload):
            return HINT.format(payload=payload)
    return None


def _is_literal(payload: str) -> bool:
    for read in (json.loads, ast.literal_eval):
        try:
            read(payload)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            continue
        return True
    return False
