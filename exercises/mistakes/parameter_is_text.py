"""A parameter used as a number, while variables of the environment are text."""

from __future__ import annotations

import ast
import re

from devices.text import Text
from exercises.evidence import Evidence

HINT = Text(
    en='{name} is text, as all of os.environ is. For a number write int(os.environ["{name}"]) or float(…).',
    fa="{name} مانند هر چیز دیگر در os.environ متن است. برای عدد بنویسید "
    '\u2068int(os.environ["{name}"])\u2069 یا \u2068float(…)\u2069.',
)
_COMPLAINT = re.compile(r"TypeError: .*\bstr\b")


def recognise(evidence: Evidence) -> Text | None:
    """A type error in a program that reads a parameter without making a number of it."""
    if not _COMPLAINT.search(evidence.error):
        return None
    converted = {
        id(argument) for name in ("int", "float") for call in evidence.calls(name) for argument in call.args
    }
    for node in evidence.nodes:
        if isinstance(node, ast.Call | ast.Subscript) and id(node) not in converted:
            name = _parameter(node)
            if name is not None:
                return HINT.format(name=name)
    return None


def _parameter(node: ast.Call | ast.Subscript) -> str | None:
    """The name in `os.environ["PARAM_X"]`, `os.environ.get("PARAM_X")` or `os.getenv("PARAM_X")`."""
    if isinstance(node, ast.Subscript):
        asked, of = node.slice, ast.unparse(node.value)
    else:
        asked, of = (node.args[0] if node.args else node), ast.unparse(node.func)
    name = asked.value if isinstance(asked, ast.Constant) else None
    is_parameter = isinstance(name, str) and name.startswith("PARAM_")
    return str(name) if is_parameter and of.endswith(("environ", "environ.get", "getenv")) else None
