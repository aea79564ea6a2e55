"""Other processes: what they take of the machine, and their end."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import psutil

Output = TypeVar("Output", str, bytes)


def cpu_seconds(pid: int) -> float:
    """Processor time of a process since its start, in seconds."""
    if sys.platform == "linux":
        # The process's own clock counts nanoseconds (clock_getcpuclockid(3)); psutil, hundredths of a second.
        return time.clock_gettime(~pid << 3 | 2)
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def resident_bytes(pid: int) -> int:
    """Memory of a process that is in RAM."""
    return int(psutil.Process(pid).memory_info().rss)


@contextmanager
def ended(process: subprocess.Popen[Output], patience_s: float = 10) -> Iterator[subprocess.Popen[Output]]:
    """The process, which is told to end when the context is left, and killed if it does not."""
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=patience_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
