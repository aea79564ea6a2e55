"""What happened: events, the trace that holds them, and questions about it."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TextIO, TypeAlias

from devices.text import Text
from simulator.errors import SimulatorError
from simulator.signal import Signal

Value: TypeAlias = bool | int | float | str | Mapping[str, "Value"] | None

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class TraceUnreadable(SimulatorError):
    """A line of a trace file is no event. Fields: line."""

    code = "trace_unreadable"
    words = Text(
        en="Line {line} of the trace is no event: expected at_ms, source, path and value, in order of time.",
        fa="سطر {line} از فایل رویدادها یک رویداد نیست؛ هر سطر باید at_ms، source، path و value داشته باشد و "
        "سطرها به ترتیب زمان باشند.",
    )


class Event(NamedTuple):
    """Something that happened: when (simulated milliseconds), by whom, where (a path), and the value."""

    at_ms: int
    source: str
    path: str
    value: Value

    def line(self) -> str:
        """The event as one line of a trace file; the trace's hash is taken over these lines."""
        return _encode({"at_ms": self.at_ms, "source": self.source, "path": self.path, "value": self.value})


class Trace:
    """Events in the order in which they happened. `end_ms` is how far the run has come."""

    def __init__(self, events: Iterable[Event] = (), end_ms: int = 0) -> None:
        self._events: list[Event] = []
        self._by_path: dict[str, list[Event]] = defaultdict(list)
        self._watchers: list[Callable[[Event], None]] = []
        self.end_ms = end_ms
        self._last_ms = 0
        for event in events:
            self.append(event)

    @property
    def events(self) -> Sequence[Event]:
        """All events, oldest first."""
        return self._events

    def record(self, at_ms: int, source: str, path: str, value: Value) -> None:
        """Write down what happened now; time never runs backwards in a trace."""
        self.append(Event(at_ms, source, path, value))

    def append(self, event: Event) -> None:
        """Write down an event."""
        at_ms = event.at_ms
        if at_ms > self._last_ms:
            self._last_ms = at_ms
            self.end_ms = max(self.end_ms, at_ms)
        elif at_ms < self._last_ms:
            raise ValueError(f"{event} happened before the last event at {self._last_ms} ms")
        self._events.append(event)
        self._by_path[event.path].append(event)
        for watch in self._watchers:
            watch(event)

    def watch(self, watcher: Callable[[Event], None]) -> None:
        """Call `watcher` for every event from now on."""
        self._watchers.append(watcher)

    def forget_before(self, at_ms: int) -> None:
        """Drop old events, as a live house that runs for months must; the last of each path stays."""
        last = {id(events[-1]) for events in self._by_path.values() if events}
        kept = [event for event in self._events if event.at_ms >= at_ms or id(event) in last]
        self._events.clear()
        self._by_path.clear()
        for event in kept:
            self._events.append(event)
            self._by_path[event.path].append(event)

    def paths(self) -> list[str]:
        """Every path that something was recorded for, sorted."""
        return sorted(path for path, events in self._by_path.items() if events)

    def events_of(self, path: str) -> list[Event]:
        """Every event of a path, repeated values included."""
        return list(self._by_path.get(path, ()))

    def signal(self, path: str) -> Signal:
        """The path as a piecewise-constant function of time; repeats are merged."""
        events = self._by_path.get(path, ())
        return Signal.of_columns([event.at_ms for event in events], [event.value for event in events])

    def sha256(self) -> str:
        """A hash over all lines, as they would be written."""
        digest = hashlib.sha256()
        for line in self._lines():
            digest.update(line.encode())
        return digest.hexdigest()

    def write(self, stream: TextIO) -> None:
        """Write one line for each event."""
        stream.writelines(self._lines())

    @classmethod
    def read(cls, stream: TextIO) -> Trace:
        """The trace that `write` wrote. Raises TraceUnreadable."""
        trace = cls()
        for number, line in enumerate(stream, start=1):
            try:
                trace.append(Event(**json.loads(line)))
            except (ValueError, TypeError) as wrong:
                raise TraceUnreadable(line=number) from wrong
        return trace

    def _lines(self) -> Iterator[str]:
        return (event.line() + "\n" for event in self._events)
