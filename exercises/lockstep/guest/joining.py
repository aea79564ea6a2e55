"""Waiting for the end of a thread: by a lock up to Python 3.12, by a handle from 3.13 on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .locks import Lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from .scheduler import Scheduler


class Sentinel(Lock):
    """A lock that its thread holds until it ends; from then on it is free for everybody, for ever.

    An ordinary lock would pass to its first waiter, and those who join would look for a free one in vain.
    """

    __slots__ = ("over",)

    def __init__(self) -> None:
        super().__init__()
        self.over = False

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        return self.over or super().acquire(blocking, timeout)

    def release(self) -> None:
        if not self.over:
            super().release()

    def locked(self) -> bool:
        return not self.over and super().locked()

    def end(self) -> None:
        """The thread has ended."""
        self.over = True
        while self._waiting:
            super().release()
        self._locked = False


class ThreadHandle:
    """What a thread is to those who join it; a subclass names the sentinel to use."""

    sentinel: ClassVar[type[Sentinel]]
    __slots__ = ("_sentinel", "ident")

    def __init__(self, ident: int = 0) -> None:
        self.ident = ident
        self._sentinel = self.sentinel()
        self._sentinel.acquire()

    def is_done(self) -> bool:
        return self._sentinel.over

    def _set_done(self) -> None:
        self._sentinel.end()

    def join(self, timeout: float | None = None) -> None:
        self._sentinel.acquire(timeout=-1 if timeout is None or timeout < 0 else timeout)


def replacements(scheduler: Scheduler, start_new_thread: Callable[..., int]) -> dict[str, Any]:
    """What `_thread` offers for joining, in all versions of Python."""
    sentinel_type = type("lock", (Sentinel,), {"scheduler": scheduler, "__slots__": ()})
    handle_type = type("_ThreadHandle", (ThreadHandle,), {"sentinel": sentinel_type, "__slots__": ()})
    awaited: list[ThreadHandle] = []

    def set_sentinel() -> Sentinel:
        sentinel: Sentinel = sentinel_type()
        scheduler.current.on_end.append(sentinel.end)
        return sentinel

    def start_joinable_thread(
        function: Callable[[], object], handle: ThreadHandle | None = None, daemon: bool = True
    ) -> ThreadHandle:
        handle = handle or handle_type()
        handle.ident = start_new_thread(function, ())
        scheduler.threads[handle.ident].on_end.append(handle._set_done)
        if not daemon:
            awaited.append(handle)
        return handle

    def shutdown() -> None:
        while awaited:
            awaited.pop().join()

    return {
        "_set_sentinel": set_sentinel,
        "_ThreadHandle": handle_type,
        "_make_thread_handle": handle_type,
        "start_joinable_thread": start_joinable_thread,
        "_get_main_thread_ident": lambda: scheduler.main.ident,
        "_shutdown": shutdown,
    }
