"""The gate at which bubblewrap's child waits until its limits are set, and the end of the child.

bwrap tells the child's pid on the status descriptor as soon as the namespaces stand, and lets the child go on
when something can be read from the block descriptor. So limits bind before any of the student's code runs,
without a program of our own between bwrap and the interpreter.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TextIO

from exercises.sandbox.output import Output, safe_text
from exercises.sandbox.process import Mechanism, split_return_code
from exercises.sandbox.refusals import explain
from exercises.sandbox.rlimits import limit_process
from exercises.sandbox.sandbox import Limits

_THREADS = 64
_BUBBLEWRAP_DIED = 1  # its exit code when it cannot do what it was asked
_SIGNAL_BASE = 128  # bwrap passes a death by signal on as a shell does


class Gate:
    """One child's passage from bwrap to its own code."""

    def __init__(self, ours: ExitStack, theirs: ExitStack) -> None:
        """Open the pipes; `theirs` closes the ends that bwrap takes, `ours` the others."""
        status, status_writer = os.pipe()
        barrier, release = os.pipe()
        self.passed = (status_writer, barrier)
        for descriptor in self.passed:
            theirs.callback(os.close, descriptor)
        self._status = ours.enter_context(os.fdopen(status, encoding="utf-8"))
        self._release = ours.enter_context(os.fdopen(release, "wb", buffering=0))

    @property
    def options(self) -> tuple[str, ...]:
        """What bwrap must be told of the gate."""
        status_writer, barrier = self.passed
        return ("--json-status-fd", str(status_writer), "--block-fd", str(barrier))

    def admit(self, process: subprocess.Popen[bytes], limits: Limits, program: Path) -> Mechanism:
        """Set the child's limits and let it go. Raises `SandboxUnavailable` if there is no child."""
        announced = self._status.readline()
        try:
            child = json.loads(announced)["child-pid"]
            handle = os.pidfd_open(child)
            limit_process(child, limits, threads=_THREADS)
            self._release.write(b"\n")
        except (ValueError, OSError) as error:  # nothing announced, or gone since
            raise explain(program, _last_words(process)) from error
        self._release.close()
        return Mechanism(
            kill=partial(_kill, handle),
            interpret=partial(_interpret, self._status, program),
            clean=partial(_close, self._status, handle),
        )


def _kill(handle: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        signal.pidfd_send_signal(handle, signal.SIGKILL)


def _interpret(
    status: TextIO, program: Path, returncode: int, output: Output
) -> tuple[int | None, int | None]:
    started = "exit-code" in status.read()
    if returncode == _BUBBLEWRAP_DIED and not started:
        raise explain(program, output.stderr.text.strip())
    if _SIGNAL_BASE < returncode < _SIGNAL_BASE + signal.NSIG:
        return None, returncode - _SIGNAL_BASE
    return split_return_code(returncode)


def _close(status: TextIO, handle: int) -> None:
    status.close()
    os.close(handle)


def _last_words(process: subprocess.Popen[bytes]) -> str:
    _, complaint = process.communicate()
    return safe_text(complaint).strip() or f"bwrap: {process.returncode}"
