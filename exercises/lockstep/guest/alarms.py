"""`signal.alarm` and `signal.setitimer`: one timer of the process, on the simulated clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .clock import SECOND

if TYPE_CHECKING:
    from collections.abc import Callable

    from .scheduler import Scheduler, Thread

REAL = 0
"""`ITIMER_REAL`; the two others count computing, which takes no simulated time."""


class Alarms:
    """The timer: it rings `interval` after `interval`, or once if that is 0."""

    def __init__(self, scheduler: Scheduler, ring: Callable[[], None]) -> None:
        self._scheduler = scheduler
        self._ring = ring
        self._thread: Thread | None = None
        self._due = 0
        self._interval = 0

    def functions(self) -> dict[str, Callable[..., Any]]:
        """What stands for the functions of `_signal`."""
        return {"alarm": self.set_alarm, "setitimer": self.set_timer, "getitimer": self.timer}

    def set_alarm(self, seconds: int) -> int:
        left, _ = self.set_timer(REAL, int(seconds))
        return -int(-left // 1)  # rounded up: 0 says that there was none

    def set_timer(self, which: int, seconds: float, interval: float = 0.0) -> tuple[float, float]:
        before = self.timer(which)
        if self._thread is not None:
            thread, self._thread = self._thread, None
            if thread.waits:
                self._scheduler.wake(thread)
        if seconds > 0:
            self._due = self._scheduler.now + max(1, round(seconds * SECOND))
            self._interval = round(interval * SECOND)
            self._thread = self._scheduler.start(self._run)
        return before

    def timer(self, which: int) -> tuple[float, float]:
        if which != REAL:
            raise PermissionError(1, "signal.setitimer: computing takes no simulated time; use ITIMER_REAL")
        if self._thread is None:
            return 0.0, 0.0
        return (self._due - self._scheduler.now) / SECOND, self._interval / SECOND

    def _run(self) -> None:
        """Wait in a thread of its own, until another one takes its place."""
        thread = self._scheduler.current
        while self._thread is thread:
            if self._scheduler.now < self._due:
                self._scheduler.wait(self._due)
                continue
            if self._interval:
                self._due += self._interval
            else:
                self._thread = None
            self._ring()
