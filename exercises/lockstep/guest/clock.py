"""The simulated clock in the place of every clock that Python can read."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from .native import overwrite

if TYPE_CHECKING:
    from .imports import AfterImport
    from .scheduler import Scheduler

SECOND = 1_000_000_000

MONOTONIC_START = 1_000 * SECOND
"""What `time.monotonic` shows at the start of a run: like a machine that has been on for a while."""


def deadline_after(scheduler: Scheduler, seconds: float) -> int:
    """The moment `seconds` from now; any positive wait takes at least a nanosecond."""
    return scheduler.now + max(1, round(seconds * SECOND))


def install(scheduler: Scheduler, epoch_ns: int, after_import: AfterImport) -> None:
    """Replace the functions of `time`, and those of `datetime` when it is imported.

    `epoch_ns` is the start of the run in ns since 1970-01-01 UTC.
    """
    replacements = _functions(scheduler, epoch_ns)
    for name, function in replacements.items():
        setattr(time, name, _Static(function) if name in {"localtime", "gmtime"} else function)
    after_import("datetime", lambda module: _install_datetime(module, scheduler, epoch_ns))


class _Static:
    """A Python function that, like the C function it replaces, does not bind as a method.

    `logging.Formatter.converter = time.localtime` stands in the standard library.
    """

    def __init__(self, function: Any) -> None:
        self._function = function
        self.__name__ = function.__name__

    def __call__(self, *arguments: Any) -> Any:
        return self._function(*arguments)


def _functions(scheduler: Scheduler, epoch_ns: int) -> dict[str, Any]:
    real_localtime, real_gmtime = time.localtime, time.gmtime
    real_strftime, real_asctime = time.strftime, time.asctime
    read = scheduler.read_clock

    def time_ns() -> int:
        return epoch_ns + read()

    def monotonic_ns() -> int:
        return MONOTONIC_START + read()

    def sleep(seconds: float) -> None:
        if seconds < 0:
            raise ValueError("sleep length must be non-negative")
        if seconds == 0:
            scheduler.pause()
            return
        deadline = deadline_after(scheduler, seconds)
        while scheduler.wait(deadline) is None:
            pass

    def localtime(seconds: float | None = None) -> time.struct_time:
        return real_localtime(time_ns() / SECOND if seconds is None else seconds)

    def gmtime(seconds: float | None = None) -> time.struct_time:
        return real_gmtime(time_ns() / SECOND if seconds is None else seconds)

    def clock_gettime_ns(clock: int) -> int:
        return time_ns() if clock == getattr(time, "CLOCK_REALTIME", 0) else monotonic_ns()

    return {
        "time": lambda: (epoch_ns + read()) / SECOND,
        "time_ns": time_ns,
        "monotonic": lambda: (MONOTONIC_START + read()) / SECOND,
        "monotonic_ns": monotonic_ns,
        "perf_counter": lambda: monotonic_ns() / SECOND,
        "perf_counter_ns": monotonic_ns,
        "process_time": lambda: read() / SECOND,
        "process_time_ns": read,
        "thread_time": lambda: read() / SECOND,
        "thread_time_ns": read,
        "clock_gettime": lambda clock: clock_gettime_ns(clock) / SECOND,
        "clock_gettime_ns": clock_gettime_ns,
        "sleep": sleep,
        "localtime": localtime,
        "gmtime": gmtime,
        "ctime": lambda seconds=None: real_asctime(localtime(seconds)),
        "asctime": lambda moment=None: real_asctime(localtime() if moment is None else moment),
        "strftime": lambda layout, moment=None: real_strftime(
            layout, localtime() if moment is None else moment
        ),
    }


def _install_datetime(module: Any, scheduler: Scheduler, epoch_ns: int) -> None:
    def now(cls: Any, tz: Any = None) -> Any:
        microseconds = (epoch_ns + scheduler.read_clock()) // 1_000
        # From integers: a float of today's size has lost the last microsecond.
        whole = cls.fromtimestamp(microseconds // 1_000_000, tz)
        return whole.replace(microsecond=microseconds % 1_000_000)

    def utcnow(cls: Any) -> Any:
        return now(cls, module.timezone.utc).replace(tzinfo=None)

    def today(cls: Any) -> Any:
        return now(cls)

    def date_today(cls: Any) -> Any:
        return cls.fromtimestamp((epoch_ns + scheduler.read_clock()) // SECOND)

    # They are written in C; what stands there must be a class method as before.
    methods = {"now": now, "utcnow": utcnow, "today": today}
    overwrite(module.datetime, **{name: classmethod(method) for name, method in methods.items()})
    overwrite(module.date, today=classmethod(date_today))
