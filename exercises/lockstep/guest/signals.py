"""Signals of one process to itself, and timers that send them, on the simulated clock.

No signal of the operating system is involved. Handlers run in the main thread, when it waits or next begins
to, as Python runs them between two of its instructions.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING, Any

from .ending import Ending, finish
from .scheduler import leave

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable, Iterable

    from .network import Network
    from .scheduler import Scheduler
else:  # `collections` would copy parts of `_thread` before they are replaced
    from _collections import deque

INTERRUPT, KILL, ALARM, CHILD, CONTINUE, STOP = 2, 9, 14, 17, 18, 19
URGENT, WINDOW = 23, 28
HARMLESS = frozenset((CHILD, CONTINUE, URGENT, WINDOW))
"""What is ignored where the program has no handler for it."""
HIGHEST = 64
BLOCK, UNBLOCK = 0, 1
"""`SIG_BLOCK` and `SIG_UNBLOCK`; the third way, `SIG_SETMASK`, replaces the mask."""
KILLED = 128
"""What a shell adds to the signal's number in the exit status of a program that died of it."""


class Signals:
    """The signals of the program: what it does with each, and those that wait to be handled."""

    def __init__(self, scheduler: Scheduler, network: Network, on_interrupt: Callable[..., Any]) -> None:
        self.held: list[int] = []
        self._scheduler = scheduler
        self._network = network
        self._handlers: dict[int, Any] = {INTERRUPT: on_interrupt}
        self._waiting: deque[int] = deque()
        self._blocked: set[int] = set()
        self._awaited: list[frozenset[int]] = []
        self._waker = -1

    def set_handler(self, number: int, handler: Any) -> Any:
        self._check_main()
        _check_number(number)
        if number in (KILL, STOP):
            raise OSError(errno.EINVAL, "Invalid argument")
        if not callable(handler) and handler not in (0, 1):
            raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
        before = self.handler_of(number)
        self._handlers[number] = handler
        return before

    def handler_of(self, number: int) -> Any:
        _check_number(number)
        return self._handlers.get(number, 0)

    def set_waker(self, descriptor: int, *, warn_on_full_buffer: bool = True) -> int:
        self._check_main()
        before, self._waker = self._waker, descriptor
        return before

    def send(self, number: int) -> None:
        """Have a signal handled by the main thread, or held for who waits for it."""
        if number in self._blocked or any(number in numbers for numbers in self._awaited):
            if number not in self.held:
                self.held.append(number)
            self._scheduler.bytes_moved = True
            return
        handler = self._handlers.get(number, 0)
        if handler == 1 or (handler == 0 and number in HARMLESS):
            return
        self._waiting.append(number)
        waker = self._network.endpoints.get(self._waker)
        if waker is not None:
            self._network.send(waker, bytes([number]))
        self._scheduler.interrupt()

    def send_here(self, number: int = INTERRUPT) -> None:
        """The same from a thread of the program; the main thread handles its own at once."""
        _check_number(number)
        self.send(number)
        if self._scheduler.current is self._scheduler.main:
            self._scheduler.interrupted = False
            self.handle()

    def send_to(self, process: int, number: int) -> None:
        if process not in (0, os.getpid()):
            raise PermissionError(errno.EPERM, "a graded program can send signals to itself only")
        if number != 0:
            self.send_here(number)

    def handle(self) -> None:
        """Run the handlers of what has come, in the order in which it came."""
        while self._waiting:
            number = self._waiting.popleft()
            handler = self._handlers.get(number, 0)
            if callable(handler):
                handler(number, sys._getframe(1))
            elif handler == 0:
                finish(self._scheduler, Ending("signal", KILLED + number))
                leave(KILLED + number)

    def pause(self) -> None:
        while self._scheduler.wait(None) is not None:
            pass

    def mask(self, how: int, numbers: Iterable[int]) -> set[int]:
        before = set(self._blocked)
        given = {int(number) for number in numbers}
        self._blocked = before | given if how == BLOCK else before - given if how == UNBLOCK else given
        for number in [number for number in self.held if number not in self._blocked]:
            self.held.remove(number)
            self.send_here(number)
        return before

    def await_one(self, numbers: Iterable[int], timeout: float | None = None) -> int | None:
        """Wait until one of these signals comes; no handler of it runs."""
        from .polling import wait_until

        wanted = frozenset(int(number) for number in numbers)

        def come() -> list[int]:
            return [number for number in self.held if number in wanted]

        self._awaited.append(wanted)
        try:
            wait_until(self._scheduler, come, timeout)
        finally:
            self._awaited.remove(wanted)
        first = next(iter(come()), None)
        if first is not None:
            self.held.remove(first)
        return first

    def _check_main(self) -> None:
        if self._scheduler.current is not self._scheduler.main:
            raise ValueError("signal only works in main thread of the main interpreter")


def _check_number(number: int) -> None:
    if not 1 <= number <= HIGHEST:
        raise ValueError("signal number out of range")
