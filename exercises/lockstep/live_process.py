"""A confined program that runs as long as it likes, beside an event loop."""

from __future__ import annotations

import asyncio
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exercises.sandbox.output import Hear
from exercises.sandbox.sandbox import Confined, Ending, Job, LimitHit, Sandbox

LAST_WORDS_S = 2.0
"""How long a program may take to end once its conversation has."""


class LiveProcess:
    """The program, and the thread that it dies with: what is slow about processes happens there."""

    def __init__(self, sandbox: Sandbox, job: Job, channel: socket.socket, hear: Hear) -> None:
        """`channel` is the program's end, which is closed here once the program has it."""
        self._sandbox = sandbox
        self._job = job
        self._channel = channel
        self._hear = hear
        self._loop = asyncio.get_running_loop()
        self._released = threading.Event()
        self._started: asyncio.Future[Confined] = self._loop.create_future()
        self._ended: asyncio.Future[Ending] = self._loop.create_future()

    async def start(self) -> None:
        """Start the program. Raises `SandboxUnavailable`, `UnsafeFileName`."""
        threading.Thread(target=self._hold, name="program", daemon=True).start()
        await asyncio.shield(self._started)

    def kill(self, limit: LimitHit | None = None) -> None:
        """End the program at once, if it was started."""
        self._started.result().kill(limit)

    def cpu_s(self) -> float:
        """Seconds of processor time that it has used; 0 where the system does not tell."""
        return used_cpu_s(self._started.result().pid)

    async def end(self) -> Ending:
        """Wait for the end of a program that has nothing more to do; it is killed if that takes long."""
        self._released.set()
        return await asyncio.shield(self._ended)

    def _hold(self) -> None:
        try:
            with self._channel:
                confined = self._sandbox.spawn(self._job)
        except BaseException as error:  # it belongs to whoever waits for the start
            self._tell(self._started.set_exception, error)
            return
        with confined:
            confined.listen(self._hear)
            self._tell(self._started.set_result, confined)
            self._released.wait()
            self._tell(self._ended.set_result, confined.wait(LAST_WORDS_S))

    def _tell(self, tell: Callable[[Any], None], what: object) -> None:
        self._loop.call_soon_threadsafe(tell, what)


def used_cpu_s(pid: int) -> float:
    """Processor time of a process and of those that it has started, in seconds; 0 for one that is gone."""
    if sys.platform != "linux":
        return 0.0
    import os

    ticks_per_s = os.sysconf("SC_CLK_TCK")
    return sum(map(_ticks, _family(pid))) / ticks_per_s


def _family(pid: int) -> list[int]:
    family = [pid]
    for member in family:  # it grows meanwhile
        family += map(int, _read(f"/proc/{member}/task/{member}/children").split())
    return family


def _ticks(pid: int) -> int:
    """`utime` and `stime` of proc(5): the 14th and 15th field; the 2nd, in brackets, may hold blanks."""
    fields = _read(f"/proc/{pid}/stat").rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12]) if fields else 0


def _read(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError:
        return ""
