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
from pathlib import Path

from exercises.sandbox.errors import ConfinementFailed
from exercises.sandbox.output import Output, safe_text
from exercises.sandbox.process import Mechanism, split_return_code
from exercises.sandbox.refusals import explain
from exercises.sandbox.rlimits import limit_process
from exercises.sandbox.sandbox import Limits

_BUBBLEWRAP_DIED = 1  # its exit code when it cannot do what it was asked
_SIGNAL_BASE = 128  # bwrap passes a death by signal on as a shell does


class Gate:
    """One child's passage from bwrap to its own code."""

    def __init__(self, opened: ExitStack) -> None:
        """Open the pipes; the ends that bwrap takes are closed with `opened`, when bwrap has them."""
        self._status, status_writer = os.pipe()
        barrier, self._release = os.pipe()
        self.passed = (status_writer, barrier)
        self.options = ("--json-status-fd", str(status_writer), "--block-fd", str(barrier))
        for descriptor in self.passed:
            opened.callback(os.close, descriptor)

    def admit(self, process: subprocess.Popen[bytes], limits: Limits, program: Path) -> Mechanism:
        """Set the child's limits and let it go. Raises `SandboxUnavailable` if there is no child."""
        status = os.fdopen(self._status, encoding="utf-8")
        with os.fdopen(self._release, "wb", buffering=0) as release:
            announced = status.readline()
            if not announced:
                status.close()
                raise explain(program, _last_words(process))
            child = json.loads(announced)["child-pid"]
            handle = os.pidfd_open(child)
            limit_process(child, limits)
            release.write(b"\n")

        def kill() -> None:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(handle, signal.SIGKILL)

        def interpret(returncode: int, output: Output) -> tuple[int | None, int | None]:
            started = "exit-code" in status.read()
            if returncode == _BUBBLEWRAP_DIED and not started:
                raise ConfinementFailed(detail=output.stderr.text.strip())
            if _SIGNAL_BASE < returncode <= _SIGNAL_BASE + signal.NSIG:
                return None, returncode - _SIGNAL_BASE
            return split_return_code(returncode)

        def clean() -> None:
            status.close()
            os.close(handle)

        return Mechanism(kill, interpret, clean)


def _last_words(process: subprocess.Popen[bytes]) -> str:
    _, complaint = process.communicate()
    return safe_text(complaint).strip() or f"exit code {process.returncode}"
