"""The kernel's own limits on one process: processor time, memory, files.

New processes are forbidden by the seccomp filter, not here: `RLIMIT_NPROC` does not bind root. For ordinary
users it bounds threads, and may be set only in a user namespace of one's own (Linux 5.14 and later count
there): outside it counts all processes of the user, and one job would starve its neighbours.
"""

from __future__ import annotations

import math
import sys

from exercises.sandbox.sandbox import Limits


def limit_process(pid: int, limits: Limits, threads: int | None = None) -> None:
    """Bind a process for good: hard limits, which it cannot raise again. Does nothing where there are none.

    Raises OSError if the process is gone or belongs to someone else.
    """
    if sys.platform != "linux":
        return
    import resource

    # One value for soft and hard: past it the kernel kills outright, whatever the program catches.
    cpu_s = math.ceil(limits.cpu_s)
    amounts = {
        resource.RLIMIT_CPU: cpu_s,
        resource.RLIMIT_AS: limits.memory_bytes,
        resource.RLIMIT_FSIZE: limits.file_bytes,
        resource.RLIMIT_NOFILE: limits.files,
        resource.RLIMIT_CORE: 1,  # 0 would still start a crash handler of the host; 1 does not, core(5)
    }
    if threads is not None:
        amounts[resource.RLIMIT_NPROC] = threads
    for kind, amount in amounts.items():
        resource.prlimit(pid, kind, (amount, amount))
