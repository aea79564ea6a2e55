"""Sleeping inside a callback: until it is over, no other message is heard."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="{callback} sleeps. Until it is done, your program hears no other message; let a threading.Timer "
    "wait instead.",
    fa="تابع {callback} با sleep منتظر می‌ماند و برنامه تا پایان آن پیام دیگری نمی‌شنود؛ صبرکردن را به "
    "threading.Timer بسپارید.",
)
_CALLBACKS = ("on_message", "on_connect", "on_subscribe", "on_publish")


def recognise(evidence: Evidence) -> Text | None:
    """`sleep(…)` in the body of a paho callback, by the callbacks' usual names."""
    functions = (
        node for tree in evidence.trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    )
    callbacks = (function for function in functions if function.name in _CALLBACKS)
    return next((HINT.format(callback=each.name) for each in callbacks if _sleeps(each)), None)


def _sleeps(function: ast.FunctionDef) -> bool:
    calls = (node.func for node in ast.walk(function) if isinstance(node, ast.Call))
    return any(
        (isinstance(called, ast.Attribute) and called.attr == "sleep")
        or (isinstance(called, ast.Name) and called.id == "sleep")
        for called in calls
    )
