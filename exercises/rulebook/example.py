"""Examples that operators carry: for the contract that holds them to it, and for the documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.trace import Trace

Steps = Mapping[str, Mapping[float, Any]]
"""For each path its values by the seconds since the start at which they begin."""

EXAMPLE_MS = 600_000


@dataclass(frozen=True, slots=True)
class Example:
    """A rule as a file has it, a run that keeps it and one that breaks it; both last 10 minutes."""

    rule: str
    """The operator with what it asks, in YAML; `$time` is 60 s."""
    keeps: Steps
    breaks: Steps
    says: str
    """What a student is told of the run that breaks it, in English."""


def played(steps: Steps) -> Trace:
    """The run in which the paths take these values."""
    trace = Trace()
    moments = sorted((at_s, path) for path, values in steps.items() for at_s in values)
    for at_s, path in moments:
        trace.record(round(at_s * 1000), "house", path, steps[path][at_s])
    trace.end_ms = EXAMPLE_MS
    return trace
