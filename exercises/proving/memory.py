"""How much memory the programs held that were run."""

from __future__ import annotations

import sys


def most_memory_mb() -> float | None:
    """The most that any program held that this process has run; None where nobody tells."""
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    # In kB on Linux, in bytes on macOS.
    return peak / (2**20 if sys.platform == "darwin" else 2**10)
