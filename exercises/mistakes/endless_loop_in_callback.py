"""A loop without end in a callback: the program hears nothing any more."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="The loop in {callback} never ends, and until it does your program hears no other message. Remember "
    "what you need in a variable and return.",
    fa="حلقهٔ درون {callback} هیچ‌گاه تمام نمی‌شود و تا تمام نشود، برنامه پیام دیگری نمی‌شنود. آنچه لازم است "
    "در متغیری نگه دارید و از تابع برگردید.",
)


def recognise(evidence: Evidence) -> Text | None:
    """`while True` without a way out in a function with a callback's usual name."""
    functions = (node for node in evidence.nodes if isinstance(node, ast.FunctionDef))
    callbacks = (function for function in functions if function.name.startswith("on_"))
    return next((HINT.format(callback=each.name) for each in callbacks if _is_endless(each)), None)


def _is_endless(function: ast.FunctionDef) -> bool:
    loops = (node for node in ast.walk(function) if isinstance(node, ast.While))
    return any(
        isinstance(loop.test, ast.Constant) and loop.test.value and not _leaves(loop) for loop in loops
    )


def _leaves(loop: ast.While) -> bool:
    return any(isinstance(node, ast.Break | ast.Return | ast.Raise) for node in ast.walk(loop))
