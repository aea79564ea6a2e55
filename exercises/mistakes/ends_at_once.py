"""loop_start() works in the background, but only as long as the program lives."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="Your program ends right after client.loop_start(), and the connection with it. Use "
    "client.loop_forever() at the end instead.",
    fa="برنامهٔ شما درست پس از \u2068client.loop_start()\u2069 به پایان می‌رسد و ارتباطش هم قطع می‌شود. "
    "به جای آن، "
    "در پایان برنامه \u2068client.loop_forever()\u2069 را صدا بزنید.",
)
_WAITING = ("loop_forever", "sleep", "wait", "join", "pause", "input", "get", "acquire", "run", "start")


def recognise(evidence: Evidence) -> Text | None:
    """loop_start, and nothing in the program that lasts."""
    if evidence.error or not any(evidence.calls("loop_start")):
        return None
    lasts = any(isinstance(node, ast.While) for node in evidence.nodes)
    waits = any(call for name in _WAITING for call in evidence.calls(name))
    return None if lasts or waits else HINT
