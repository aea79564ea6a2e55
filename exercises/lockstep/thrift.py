"""What makes a run cheap: conductor and guest on one processor core, and no search for rubbish.

The two never compute at the same time. Across cores each hand-over has to wake the other core, which was seen
to cost five times as much as a switch on the same one.
"""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_core() -> Iterator[None]:
    """This thread, and the processes that it starts meanwhile, stay on the core on which it runs now.

    Does nothing where the system has no such call.
    """
    if sys.platform != "linux":
        yield
        return
    allowed = os.sched_getaffinity(0)
    present = ctypes.CDLL(None).sched_getcpu()
    os.sched_setaffinity(0, {present} & allowed or allowed)
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Put off the search for unreachable cycles, and forget the last run's house before this one's is built.

    A simulated day makes a hundred thousand small objects that live to its end, and hardly a cycle; looking
    for cycles among them was seen to cost a tenth of the run. The house itself is a cycle, and two at once
    would take half as much memory again.
    """
    was_enabled = gc.isenabled()
    gc.collect(1)
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
