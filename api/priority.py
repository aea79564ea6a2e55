"""Who goes first where processors are short: pages and houses answer at once, grading takes the rest."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

_STEP_BACK = 5
"""In steps of nice(2): where all want the processor, a third of what the others get."""


def let_others_go_first() -> None:
    """Let this process, and what it starts, run only where others leave room; on Windows nothing changes."""
    if sys.platform == "win32":
        return
    os.nice(_STEP_BACK)
    # Where Linux shares the processor out by session first, that of the whole session counts (sched(7)).
    with contextlib.suppress(OSError):
        Path("/proc/self/autogroup").write_text(str(_STEP_BACK), encoding="ascii")
