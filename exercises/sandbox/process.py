"""A running program of either sandbox: killing it, waiting for it, and telling how it ended."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from exercises.sandbox.control_groups import ControlGroup
from exercises.sandbox.output import Drain, Hear, Output
from exercises.sandbox.sandbox import Ending, LimitHit, Limits

_LAST_WORDS_S = 1.0  # for output that is still in the pipes when the process has ended

_SIGKILL = 9  # `signal` has no name for it on Windows

_LAST_LINES: tuple[tuple[str, LimitHit], ...] = (
    ("MemoryError", "memory"),
    ("OSError: [Errno 28]", "disk"),  # ENOSPC: the folder is full
    ("OSError: [Errno 27]", "disk"),  # EFBIG: the file is too large
)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """What differs between sandboxes in the end of a program."""

    kill: Callable[[], None]
    """End everything that the program has started; called only while it is not reaped."""
    interpret: Callable[[int, Output], tuple[int | None, int | None]]
    """From the return code, negative for a signal, to (exit code, signal) of the program."""
    clean: Callable[[], None]
    """Remove what the sandbox has made; called once."""
    collect: Callable[[], Mapping[str, bytes]] = dict
    """The files to keep; called once, when the program is gone, before `clean`."""
    group: ControlGroup = field(default_factory=lambda: ControlGroup(Limits()))
    """The control groups that the program is in."""
    limit: Callable[[], LimitHit | None] = lambda: None
    """A limit that was hit and that only the mechanism knows of; called once, as `collect`."""


class Process:
    """A program in a sandbox; see `Confined`."""

    def __init__(self, process: subprocess.Popen[bytes], limits: Limits, mechanism: Mechanism) -> None:
        self._process = process
        self._limits = limits
        self._mechanism = mechanism
        self._killed = False
        self._limit: LimitHit | None = None
        self._ending: Ending | None = None
        self._alive = threading.Lock()  # held to kill and to reap: a reaped pid may be someone else's
        self._reaped = False
        assert process.stdout is not None
        assert process.stderr is not None
        self._drain = Drain(process.stdout, process.stderr, limits.output_bytes, lambda: self.kill("output"))

    @property
    def pid(self) -> int:
        """The process as the lab sees it."""
        return self._process.pid

    def output(self) -> Output:
        """What the program has written so far."""
        return self._drain.output()

    def listen(self, hear: Hear) -> None:
        """See `Confined.listen`."""
        self._drain.listen(hear)

    def kill(self, limit: LimitHit | None = None) -> None:
        """See `Confined.kill`."""
        with self._alive:
            if not self._reaped:
                self._killed = True
                self._limit = self._limit or limit
                self._mechanism.kill()

    def __enter__(self) -> Process:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._reaped:
            self.kill()
            self.wait()

    def wait(self, timeout_s: float | None = None) -> Ending:
        """See `Confined.wait`."""
        if self._ending is None:
            if not self._has_ended(self._limits.wall_s if timeout_s is None else timeout_s):
                self.kill("wall")
            try:
                self._ending = self._reap()
            finally:
                self._mechanism.clean()
                self._mechanism.group.remove()
        return self._ending

    def _has_ended(self, timeout_s: float) -> bool:
        if sys.platform == "linux":
            descriptor = os.pidfd_open(self._process.pid)
            try:
                poll = select.poll()
                poll.register(descriptor, select.POLLIN)
                return bool(poll.poll(max(0, timeout_s) * 1000))
            finally:
                os.close(descriptor)
        try:
            self._process.wait(max(0, timeout_s))
        except subprocess.TimeoutExpired:
            return False
        return True

    def _reap(self) -> Ending:
        cpu_s = 0.0
        if sys.platform == "linux":
            self._has_ended(60)  # outside the lock: a killed process may take a moment
            with self._alive:
                _, status, usage = os.wait4(self._process.pid, 0)
                self._reaped = True
            cpu_s = usage.ru_utime + usage.ru_stime
            self._process.returncode = os.waitstatus_to_exitcode(status)
        else:
            self._process.wait()
            self._reaped = True
        self._drain.join(_LAST_WORDS_S)
        output = self._drain.output()
        exit_code, signal_number = self._mechanism.interpret(self._process.returncode, output)
        mechanism = self._mechanism
        limit = (
            self._limit
            or mechanism.limit()
            or ("memory" if mechanism.group.ran_out_of_memory else None)
            or self._limit_hit(exit_code, signal_number, cpu_s, output)
        )
        kept, controllers = mechanism.collect(), mechanism.group.controllers
        return Ending(exit_code, signal_number, cpu_s, limit, output, kept, controllers)

    def _limit_hit(
        self, exit_code: int | None, signal_number: int | None, cpu_s: float, output: Output
    ) -> LimitHit | None:
        """The limit that explains an ending for which nobody gave a reason."""
        if output.total_bytes > self._limits.output_bytes:
            return "output"
        if signal_number == _SIGKILL:
            # Beside the lab only the kernel kills: for processor time, or when the machine is out of memory.
            if cpu_s > self._limits.cpu_s - 0.5:
                return "cpu"
            return None if self._killed else "memory"
        if exit_code:
            last_line = output.stderr.text.rstrip().rpartition("\n")[2]
            return next((limit for start, limit in _LAST_LINES if last_line.startswith(start)), None)
        return None


def split_return_code(returncode: int) -> tuple[int | None, int | None]:
    """`subprocess`' convention, negative for a signal, as (exit code, signal)."""
    return (None, -returncode) if returncode < 0 else (returncode, None)
