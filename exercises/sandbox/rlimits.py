"""The kernel's own limits on one process: processor time, memory, files.

`RLIMIT_NPROC` is not among them: it counts all processes of a user, so one job would starve its neighbours,
and it does not bind root. New processes are forbidden by the seccomp filter instead.
"""

from __future__ import annotations

import math
import sys

from exercises.sandbox.sandbox import Limits


def limit_process(pid: int, limits: Limits) -> None:
    """Bind a process for good: hard limits, which it cannot raise again. Does nothing where there are none.

    Raises OSError if the process is gone or belongs to someone else.
    """
    if sys.platform != "linux":
        return
    import resource

    # One value for soft and hard: past it the kernel kills outright, whatever the program catches.
    cpu_s = math.ceil(limits.cpu_s)
    for kind, amount in (
        (resource.RLIMIT_CPU, cpu_s),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.file_bytes),
        (resource.RLIMIT_NOFILE, limits.files),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.prlimit(pid, kind, (amount, amount))
