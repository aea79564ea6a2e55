"""Threads, locks and thread identity, carried by the scheduler instead of the operating system."""

from __future__ import annotations

import _thread
import sys
from typing import TYPE_CHECKING, Any

from . import joining
from .locks import lock_type, reentrant_lock_type
from .thread_local import local_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from .imports import AfterImport
    from .scheduler import Scheduler


def install(scheduler: Scheduler, after_import: AfterImport) -> None:
    """Replace what `_thread` offers; `threading`, `queue` and the import system build on that."""
    lock = lock_type(scheduler)

    def start_new_thread(
        function: Callable[..., object], arguments: tuple[Any, ...], keywords: dict[str, Any] | None = None
    ) -> int:
        def run() -> None:
            try:
                function(*arguments, **(keywords or {}))
            except SystemExit:
                pass
            except BaseException:
                sys.excepthook(*sys.exc_info())

        return scheduler.start(run).ident

    def get_ident() -> int:
        return scheduler.current.ident

    replacements = {
        "LockType": lock,
        "lock": lock,
        "RLock": reentrant_lock_type(scheduler),
        "allocate_lock": lock,
        "allocate": lock,
        "start_new_thread": start_new_thread,
        "start_new": start_new_thread,
        "get_ident": get_ident,
        "get_native_id": get_ident,
        "_local": local_type(scheduler),
        "_count": lambda: scheduler.started - 1,
        **joining.replacements(scheduler, start_new_thread),
    }
    for name, value in replacements.items():
        setattr(_thread, name, value)
    after_import("queue", _install_queue)


def _install_queue(module: Any) -> None:
    # The C queue blocks on a lock of the operating system.
    module.SimpleQueue = module._PySimpleQueue
