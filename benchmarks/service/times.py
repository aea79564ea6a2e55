"""How long requests took, by what they were for."""

from __future__ import annotations

from collections import defaultdict
from threading import Lock
from typing import NamedTuple

from benchmarks.statistics import percentile


class Summary(NamedTuple):
    """Of the requests of one kind; times in milliseconds."""

    requests: int
    p50_ms: float
    p95_ms: float
    most_ms: float


class Times:
    """Filled by many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._seconds: dict[str, list[float]] = defaultdict(list)
        self.refused: dict[int, int] = defaultdict(int)
        """Answers that were no success, by status."""

    def add(self, name: str, seconds: float, status: int) -> None:
        """Note one request and its answer."""
        with self._lock:
            self._seconds[name].append(seconds)
            if status >= 400:
                self.refused[status] += 1

    def by_name(self) -> dict[str, Summary]:
        """Each kind by itself."""
        with self._lock:
            return {name: _summary(seconds) for name, seconds in sorted(self._seconds.items())}

    def all(self) -> Summary:
        """All kinds together."""
        with self._lock:
            return _summary([each for seconds in self._seconds.values() for each in seconds])


def _summary(seconds: list[float]) -> Summary:
    share = {name: percentile(seconds, part) * 1000 for name, part in _SHARES.items()}
    return Summary(len(seconds), **share)


_SHARES = {"p50_ms": 0.5, "p95_ms": 0.95, "most_ms": 1.0}
