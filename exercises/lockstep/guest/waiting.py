"""What each thread of the program waits for, when nothing can come any more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from .frames import WAITING, Item
from .places import Files, stack, text_of_line

if TYPE_CHECKING:
    from .scheduler import Scheduler, Thread

MOST_THREADS = 20


def describe(scheduler: Scheduler, files: Files) -> Item:
    """Each thread that waits in a line of the program, as JSON."""
    import json

    threads = list(scheduler.threads.values())[:MOST_THREADS]
    return Item(WAITING, 0, json.dumps([_describe(thread, scheduler, files) for thread in threads]).encode())


def _describe(thread: Thread, scheduler: Scheduler, files: Files) -> dict[str, object]:
    frame = sys._getframe() if thread is scheduler.current else thread.greenlet.gr_frame
    place = files.place(stack(frame))
    return {
        "thread": _name(thread),
        "file": place.file,
        "line": place.line,
        "text": text_of_line(place),
        "spins": scheduler.lingers(thread),
    }


def _name(thread: Thread) -> str:
    threading = sys.modules.get("threading")
    known = threading._active.get(thread.ident) if threading is not None else None
    return str(known.name) if known is not None else "MainThread"
