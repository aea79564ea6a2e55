"""Locks whose waiters are threads of the scheduler."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from .clock import deadline_after

if TYPE_CHECKING:
    from collections import deque

    from .scheduler import Scheduler, Thread
else:  # `collections` would copy parts of `_thread` before they are replaced
    from _collections import deque


def lock_type(scheduler: Scheduler) -> type[Lock]:
    """The type that stands for `_thread.lock`."""
    return type("lock", (Lock,), {"scheduler": scheduler, "__slots__": ()})


def reentrant_lock_type(scheduler: Scheduler) -> type[ReentrantLock]:
    """The type that stands for `_thread.RLock`."""
    bound = {"scheduler": scheduler, "lock_type": lock_type(scheduler), "__slots__": ()}
    return type("RLock", (ReentrantLock,), bound)


class Lock:
    """A lock that passes to its first waiter when it is released: waiting is fair and repeatable.

    A subclass names the scheduler that its waiters belong to.
    """

    scheduler: ClassVar[Scheduler]
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
        scheduler, thread = self.scheduler, self.scheduler.current
        deadline = None if timeout == -1 else deadline_after(scheduler, timeout)
        while self._locked:
            self._waiting.append((thread, thread.turn + 1))
            acquired = scheduler.wait(deadline)
            if acquired is not None:
                return acquired
        self._locked = True
        return True

    def release(self) -> None:
        if not self._locked:
            raise RuntimeError("release unlocked lock")
        while self._waiting:
            thread, turn = self._waiting.popleft()
            if thread.turn == turn:
                self.scheduler.wake(thread)  # and the lock is its own: it stays locked
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


class ReentrantLock:
    """A lock that its owner may take again; the owner is a thread of the scheduler."""

    scheduler: ClassVar[Scheduler]
    lock_type: ClassVar[type[Lock]]
    __slots__ = ("__weakref__", "_count", "_lock", "_owner")

    def __init__(self) -> None:
        self._lock = self.lock_type()
        self._owner: Thread | None = None
        self._count = 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        if self._owner is self.scheduler.current:
            self._count += 1
            return True
        if not self._lock.acquire(blocking, timeout):
            return False
        self._owner, self._count = self.scheduler.current, 1
        return True

    def release(self) -> None:
        if self._owner is not self.scheduler.current:
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
        # The end of `Condition.wait`: no signal may come between, or its `with` would free what is not held.
        shields = self.scheduler.current is self.scheduler.main
        self.scheduler.shielded |= shields
        self._lock.acquire()
        self.scheduler.shielded &= not shields
        self._count, self._owner = saved

    def _is_owned(self) -> bool:
        return self._owner is self.scheduler.current

    def _recursion_count(self) -> int:
        return self._count if self._owner is self.scheduler.current else 0

    def _at_fork_reinit(self) -> None:
        self.__init__()  # type: ignore[misc]  # as the real one does
