"""What a measurement takes: of time, of the broker, and of the load generator itself."""

from __future__ import annotations

import time
from types import TracebackType

from benchmarks.broker.target import Target
from benchmarks.process import cpu_seconds


class Meter:
    """Measures from entering its context to leaving it."""

    def __init__(self, target: Target) -> None:
        self._pid = target.pid
        self.seconds = 0.0
        self.cpu_seconds = 0.0
        """Processor time of the broker."""
        self.generator_share = 0.0
        """How much of one processor this process took: near 1, it may have been the slower side."""

    def __enter__(self) -> Meter:
        self._own, self._cpu, self._started = time.process_time(), cpu_seconds(self._pid), time.perf_counter()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seconds = time.perf_counter() - self._started
        self.cpu_seconds = cpu_seconds(self._pid) - self._cpu
        self.generator_share = (time.process_time() - self._own) / self.seconds
