"""The day that the student's questions are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from simulator.trace import Trace

TOPICS = "topics"
"""Path of one event of the trace: every topic on which the house spoke, as the keys of a mapping."""


@dataclass(frozen=True, slots=True)
class LivedDay:
    """What happened in the student's own house; `start` is its clock at 0 ms."""

    trace: Trace
    start: datetime

    @property
    def topics(self) -> tuple[str, ...]:
        """Every topic on which the house spoke, relative to the student's base, sorted."""
        events = self.trace.events_of(TOPICS)
        return tuple(events[-1].value) if events and isinstance(events[-1].value, dict) else ()

    def told(self, path: str) -> list[tuple[int, Any]]:
        """Each message that told the path: when, in ms, and the value.

        A device tells all that it knows with every message; the trace has events only of what it measured
        anew.
        """
        signal = self.trace.signal(path)
        device, _, name = path.partition(".")
        siblings = [each for each in self.trace.paths() if each.startswith(f"{device}.")]
        together = siblings if device not in _NO_DEVICES and name not in _TOLD_BY_OTHERS else [path]
        times = {event.at_ms for each in together for event in self.trace.events_of(each)}
        return [(at_ms, signal.at(at_ms)) for at_ms in sorted(times)]


_NO_DEVICES = ("room", "people", "house", "outdoor", "mqtt")
_TOLD_BY_OTHERS = ("online", "fault")
