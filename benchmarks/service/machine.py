"""What the processes of a lab take of the machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter

import psutil

from benchmarks.process import cpu_seconds, resident_bytes

_MEGABYTE = 2**20


class Use:
    """Of the machine, from one moment to another."""

    seconds: float = 0.0
    cores: Mapping[str, float] = {}
    """Processor seconds a second, by process; what graders confine is counted with them when it has ended."""
    memory_mb: Mapping[str, float] = {}
    """In RAM at the end."""


@contextmanager
def observed(processes: Mapping[str, int]) -> Iterator[Use]:
    """What these processes use while the context lasts; told when it is left."""
    use = Use()
    before, began = _cpu(processes), perf_counter()
    yield use
    use.seconds = perf_counter() - began
    use.cores = {name: (used - before[name]) / use.seconds for name, used in _cpu(processes).items()}
    use.memory_mb = {name: resident_bytes(pid) / _MEGABYTE for name, pid in processes.items()}


def _cpu(processes: Mapping[str, int]) -> dict[str, float]:
    return {name: cpu_seconds(pid) + _of_ended_children(pid) for name, pid in processes.items()}


def _of_ended_children(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return float(getattr(times, "children_user", 0.0) + getattr(times, "children_system", 0.0))
