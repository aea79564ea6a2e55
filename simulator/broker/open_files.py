"""How many sockets a process may hold."""

from __future__ import annotations

import sys


def allow_many_files() -> None:
    """Let this process, and those it starts, hold as many sockets as the system permits.

    Without it that is often 1,024, and strangers who only open connections could shut a class out.
    """
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
