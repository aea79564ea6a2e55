"""time.sleep in a coroutine: it stops all of asyncio, not only this one."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="{function} is async, but waits with time.sleep: meanwhile nothing else happens. Write "
    "await asyncio.sleep(…).",
    fa="تابع {function} از نوع async است، اما با time.sleep صبر می‌کند و در این مدت هیچ کار "
    "دیگری انجام نمی‌شود. بنویسید \u2068await asyncio.sleep(…)\u2069.",
)


def recognise(evidence: Evidence) -> Text | None:
    """`time.sleep(…)` in the body of an async function."""
    functions = (node for node in evidence.nodes if isinstance(node, ast.AsyncFunctionDef))
    return next((HINT.format(function=each.name) for each in functions if _sleeps(each)), None)


def _sleeps(function: ast.AsyncFunctionDef) -> bool:
    called = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(
        isinstance(each, ast.Attribute)
        and each.attr == "sleep"
        and isinstance(each.value, ast.Name)
        and each.value.id == "time"
        for each in called
    )
