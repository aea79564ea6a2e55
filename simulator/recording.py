"""What was done in a live house, and when by its own clock: a file that plays the same run again.

One JSON document a line. The first says which run it was; then come actions, as over HTTP, with the simulated
milliseconds at which they took effect; now and then a line holds the hash of the trace until then::

    {"title": {"en": "A winter day", "fa": "…"}, "start": "2027-01-14T00:00:00", "seed": 1}
    {"at_ms": 61234, "source": "student", "device": "corridor_lamp", "set": {"state": "ON"}}
    {"at_ms": 90000, "source": "hand", "fixture": "kitchen_window", "action": "open"}
    {"at_ms": 120000, "trace_sha256": "5f3c…"}

A line says what came after everything that was due until its time, and after the lines above it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from simulator.action_form import form_of, source_of
from simulator.actions import Action
from simulator.json_text import compact, parse
from simulator.scenario import Scenario
from simulator.trace import Event, Trace

Write = Callable[[str], None]


class RunningHash:
    """The hash of a trace at any time, also of events that it has forgotten. To be made while it is empty."""

    def __init__(self, trace: Trace) -> None:
        self._digest = hashlib.sha256()
        trace.watch(self._see)

    def sha256(self) -> str:
        """The hash until now, as `Trace.sha256` has it."""
        return self._digest.hexdigest()

    def _see(self, event: Event) -> None:
        self._digest.update(f"{event.line()}\n".encode())


class Recorder:
    """Writes down what is done in a house, a line at a time. To be made before the house begins to live.

    That of a house which is brought back goes on where it ended, at `goes_on_ms`.
    """

    def __init__(self, scenario: Scenario, trace: Trace, write: Write, goes_on_ms: int | None = None) -> None:
        self._write = write
        self._hash = RunningHash(trace)
        self._reached_ms = -1 if goes_on_ms is None else goes_on_ms
        if goes_on_ms is None:
            self._begin(scenario)

    def act(self, at_ms: int, action: Action) -> None:
        """This is about to be done."""
        source = source_of(action)
        by = {"source": source} if source else {}
        self._line({"at_ms": at_ms, **by, **form_of(action).as_dict()})

    def reach(self, at_ms: int) -> None:
        """All that is due until this instant has happened."""
        if at_ms > self._reached_ms:
            self._reached_ms = at_ms
            self._line({"at_ms": at_ms, "trace_sha256": self._hash.sha256()})

    def _begin(self, scenario: Scenario) -> None:
        self._line(
            {
                "title": scenario.title.as_dict(),
                "start": scenario.start.isoformat(),
                "seed": scenario.seed,
            }
        )

    def _line(self, content: Mapping[str, Any]) -> None:
        self._write(compact(content).decode() + "\n")


def without_secrets(lines: Iterable[str]) -> Iterator[str]:
    """The recording as students may see it.

    Hidden faults that were begun by hand are left out, and their end, and the end of those that the scenario
    brought; so are the hashes from then on, since what is left gives another trace.
    """
    is_whole = True
    announced: set[tuple[str, str]] = set()
    for line in lines:
        content = parse(line.encode())
        is_told = True
        if content.get("announced"):
            announced.add((content["device"], content["breaks"]))
        elif "breaks" in content:
            announced.discard((content["device"], content["breaks"]))
            is_told = False
        elif "mends" in content:
            is_told = (content["device"], content["mends"]) in announced
        is_whole = is_whole and is_told
        if is_told and (is_whole or "trace_sha256" not in content):
            yield line
