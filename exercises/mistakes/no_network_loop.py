"""paho-mqtt without a network loop: nothing is sent, nothing arrives."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="Your program never lets paho-mqtt work: after connect(), call client.loop_forever() at the end, or "
    "client.loop_start() if the program goes on with something else.",
    fa="برنامهٔ شما هیچ‌گاه به paho-mqtt فرصت کار نمی‌دهد: پس از \u2068connect()\u2069، در پایان برنامه "
    "\u2068client.loop_forever()\u2069 را صدا بزنید، یا اگر برنامه کار دیگری هم دارد "
    "\u2068client.loop_start()\u2069 را.",
)
_LOOPS = {"loop", "loop_start", "loop_forever", "loop_read", "loop_misc"}


def recognise(evidence: Evidence) -> Text | None:
    """A paho client that connects, and no call of any of its loops."""
    nodes = [node for tree in evidence.trees for node in ast.walk(tree)]
    called = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    imported = {node.module for node in nodes if isinstance(node, ast.ImportFrom)} | {
        name.name for node in nodes if isinstance(node, ast.Import) for name in node.names
    }
    uses_paho = any(module and module.startswith("paho") for module in imported)
    connects = bool(called & {"connect", "connect_async"})
    return HINT if uses_paho and connects and not called & _LOOPS else None
