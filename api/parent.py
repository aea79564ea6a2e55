"""A child process ends with its supervisor, even when that one is killed and cannot say so."""

from __future__ import annotations

import os
import signal
import sys
import threading

FLAG = "--supervised"


def end_with_supervisor() -> None:
    """If started by the supervisor, stop as soon as its end of our standard input is closed."""
    if FLAG in sys.argv:
        threading.Thread(target=_wait_for_end, name="supervisor", daemon=True).start()


def _wait_for_end() -> None:
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
