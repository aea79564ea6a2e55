"""`client.on_message = on_message()`: the parentheses call the function instead of handing it over."""

from __future__ import annotations

import ast

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en="The parentheses call {callback} at once. Hand the function itself over: "
    "client.{callback} = {function}",
    fa="با پرانتز، تابع همان لحظه اجرا می‌شود. خود تابع را بدون پرانتز به {callback} بدهید: "
    "\u2068client.{callback} = {function}\u2069",
)


def recognise(evidence: Evidence) -> Text | None:
    """A callback that is set to the result of a function of the program."""
    functions = {node.name for node in evidence.nodes if isinstance(node, ast.FunctionDef)}
    for node in evidence.nodes:
        if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Call):
            continue
        target, called = node.targets[0], node.value.func
        is_callback = isinstance(target, ast.Attribute) and target.attr.startswith("on_")
        if is_callback and isinstance(called, ast.Name) and called.id in functions and not node.value.args:
            assert isinstance(target, ast.Attribute)
            return HINT.format(callback=target.attr, function=called.id)
    return None
