"""The base error of the benchmarks."""

from __future__ import annotations

from devices.errors import KhanehError


class BenchmarksError(KhanehError):
    """Base of the errors of the benchmarks: none of them is the fault of whoever asked for one."""

    code = "benchmarks"
    fault_of_lab = True
