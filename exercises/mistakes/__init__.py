"""The mistakes that honest beginners make: every file of this folder recognises one and has its hint.

A file's name is the mistake's; its function `recognise` is given the evidence and returns the hint, or None.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from devices.text import Text
from exercises.anatomy import Exercise
from exercises.evidence import Evidence
from exercises.finding import Finding
from exercises.verdict import RecognisedMistake
from simulator.trace import Trace


def recognise(
    *,
    files: Mapping[str, bytes],
    error: str,
    trace: Trace,
    findings: Sequence[Finding],
    exercise: Exercise,
) -> list[RecognisedMistake]:
    """The mistakes that can be seen in a program that broke a rule or failed, sorted by name."""
    if not error and all(finding.outcome == "satisfied" for finding in findings):
        return []
    evidence = Evidence(
        files={
            name: content.decode(errors="replace") for name, content in files.items() if name.endswith(".py")
        },
        error=error,
        trace=trace,
        exercise=exercise,
    )
    hints = ((name, _recogniser(name)(evidence)) for name in mistake_names())
    return [RecognisedMistake(mistake=name, says=hint) for name, hint in hints if hint is not None]


def mistake_names() -> list[str]:
    """Every mistake that is recognised, sorted."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def _recogniser(name: str) -> Callable[[Evidence], Text | None]:
    recogniser: Callable[[Evidence], Text | None] = import_module(f"{__name__}.{name}").recognise
    return recogniser
