"""A Python dictionary sent as text: `{'state': 'ON'}` looks like JSON, and is not."""

from __future__ import annotations

import ast
import json

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="The payload {payload} is a Python dictionary written as text, not JSON. Send json.dumps(…) instead.",
    fa="محتوای {payload} متن یک دیکشنری پایتون است، نه JSON. به جای آن \u2068json.dumps(…)\u2069 را بفرستید.",
)
_LONGEST = 200


def recognise(evidence: Evidence) -> Text | None:
    """The first payload that Python reads as a dictionary and JSON does not read."""
    payloads = (each.payload for each in evidence.published if len(each.payload) <= _LONGEST)
    return next((HINT.format(payload=payload) for payload in payloads if _is_python(payload)), None)


def _is_python(payload: str) -> bool:
    try:
        json.loads(payload)
    except ValueError:
        try:
            return isinstance(ast.literal_eval(payload), dict)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return False
    return False
