"""A coroutine that is called without await: nothing of it is ever run."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="{name}(…) is called without await, so nothing of it happens. Write await {name}(…).",
    fa="تابع {name} بدون await صدا زده شده است و هیچ بخشی از آن اجرا نمی‌شود. بنویسید \u2068await "
    "{name}(…)\u2069.",
)
_OF_AIOMQTT = ("publish", "subscribe", "unsubscribe")


def recognise(evidence: Evidence) -> Text | None:
    """A call that stands alone, of the program's own async function or, with aiomqtt, of a client's."""
    own = {node.name for node in evidence.nodes if isinstance(node, ast.AsyncFunctionDef)}
    names = own | set(_OF_AIOMQTT if "aiomqtt" in evidence.imported else ())
    for node in evidence.nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            called = node.value.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            if name in names:
                return HINT.format(name=name)
    return None
