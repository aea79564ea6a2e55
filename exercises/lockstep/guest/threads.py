"""Threads, locks and thread identity, carried by the scheduler instead of the operating system."""

from __future__ import annotations

import _thread
import sys
from _collections import deque
from typing import TYPE_CHECKING, Any

from .clock import deadline_after

if TYPE_CHECKING:
    from collections.abc import Callable

    from .imports import AfterImport
    from .scheduler import Scheduler, Thread


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
                sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]  # inside an except clause

        return scheduler.start(run).ident

    def set_sentinel() -> Any:
        """A lock that is released when the current thread has ended: `Thread.join` waits for it."""
        sentinel = lock()
        scheduler.current.on_end.append(lambda: sentinel.release() if sentinel.locked() else None)
        return sentinel

    def get_ident() -> int:
        return scheduler.current.ident

    replacements = {
        "LockType": lock,
        "RLock": reentrant_lock_type(scheduler),
        "allocate_lock": lock,
        "allocate": lock,
        "start_new_thread": start_new_thread,
        "start_new": start_new_thread,
        "_set_sentinel": set_sentinel,
        "get_ident": get_ident,
        "get_native_id": get_ident,
        "_count": lambda: scheduler.started - 1,
    }
    for name, value in replacements.items():
        setattr(_thread, name, value)
    # The C type keeps its values by operating-system thread. Without it, `threading` takes the one
    # that is written in Python and keeps them by `current_thread()`.
    del _thread._local
    after_import("queue", _install_queue)


def _install_queue(module: Any) -> None:
    # The C queue blocks on a lock of the operating system.
    module.SimpleQueue = module._PySimpleQueue


def lock_type(scheduler: Scheduler) -> type[Any]:
    """A lock that passes to its first waiter when it is released, so that waiting is fair and repeatable."""

    class lock:  # noqa: N801  # the name that `repr` shows for the real one
        __slots__ = ("__weakref__", "_locked", "_waiting")

        def __init__(self) -> None:
            self._locked = False
            self._waiting: deque[tuple[Thread, int]] = deque()

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            if not self._locked:
                self._locked = True
                return True
            if not blocking:
                if timeout != -1:
                    raise ValueError("can't specify a timeout for a non-blocking call")
                return False
            if timeout < 0 and timeout != -1:
                raise ValueError("timeout value must be a non-negative number")
            if timeout == 0:
                return False
            thread = scheduler.current
            self._waiting.append((thread, thread.turn + 1))
            return scheduler.wait(None if timeout == -1 else deadline_after(scheduler, timeout))

        def release(self) -> None:
            if not self._locked:
                raise RuntimeError("release unlocked lock")
            while self._waiting:
                thread, turn = self._waiting.popleft()
                if thread.turn == turn:
                    scheduler.wake(thread)  # and the lock is its own: it stays locked
                    return
            self._locked = False

        def locked(self) -> bool:
            return self._locked

        def __enter__(self) -> bool:
            return self.acquire()

        def __exit__(self, *_: object) -> None:
            self.release()

        def _at_fork_reinit(self) -> None:
            self.__init__()  # type: ignore[misc]  # as the real one does

        acquire_lock, release_lock, locked_lock = acquire, release, locked

    return lock


def reentrant_lock_type(scheduler: Scheduler) -> type[Any]:
    """A lock that its owner may take again; the owner is a thread of the scheduler."""
    lock = lock_type(scheduler)

    class RLock:
        __slots__ = ("__weakref__", "_count", "_lock", "_owner")

        def __init__(self) -> None:
            self._lock = lock()
            self._owner: Thread | None = None
            self._count = 0

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            if self._owner is scheduler.current:
                self._count += 1
                return True
            if not self._lock.acquire(blocking, timeout):
                return False
            self._owner, self._count = scheduler.current, 1
            return True

        def release(self) -> None:
            if self._owner is not scheduler.current:
                raise RuntimeError("cannot release un-acquired lock")
            self._count -= 1
            if self._count == 0:
                self._owner = None
                self._lock.release()

        def __enter__(self) -> bool:
            return self.acquire()

        def __exit__(self, *_: object) -> None:
            self.release()

        def _release_save(self) -> tuple[int, Thread | None]:
            saved = (self._count, self._owner)
            self._count, self._owner = 0, None
            self._lock.release()
            return saved

        def _acquire_restore(self, saved: tuple[int, Thread | None]) -> None:
            self._lock.acquire()
            self._count, self._owner = saved

        def _is_owned(self) -> bool:
            return self._owner is scheduler.current

        def _recursion_count(self) -> int:
            return self._count if self._owner is scheduler.current else 0

        def _at_fork_reinit(self) -> None:
            self.__init__()  # type: ignore[misc]  # as the real one does

    return RLock
