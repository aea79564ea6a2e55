"""The gate at which bubblewrap's child waits until its limits are set, and the end of the child.

bwrap tells the child's pid on the status descriptor as soon as the namespaces stand, and lets the child go on
when something can be read from the block descriptor. So limits bind before any of the student's code runs,
without a program of our own between bwrap and the interpreter.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TextIO

from exercises.sandbox.control_groups import MOST_THREADS, ControlGroup, lent_places
from exercises.sandbox.keeping import read_files
from exercises.sandbox.options import WORK_FOLDER
from exercises.sandbox.output import Output, safe_text
from exercises.sandbox.process import Mechanism, split_return_code
from exercises.sandbox.refusals import explain
from exercises.sandbox.rlimits import limit_process
from exercises.sandbox.sandbox import Job

_PATIENCE_S = 0.001  # between looks whether bwrap has made the file system: it takes a few
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

    def admit(self, process: subprocess.Popen[bytes], job: Job, program: Path) -> Mechanism:
        """Set the child's limits and let it go. Raises `SandboxUnavailable` if there is no child."""
        kept = ExitStack()
        group = ControlGroup(job.limits, lent_places())
        announced = self._status.readline()
        try:
            child = json.loads(announced)["child-pid"]
            handle = os.pidfd_open(child)
            kept.callback(os.close, handle)
            limit_process(child, job.limits, threads=MOST_THREADS)
            group.admit(child)
            collect = _hold_folder(child, handle, job, kept) if job.keep_files else dict
            self._release.write(b"\n")
        except (ValueError, OSError) as error:  # nothing announced, or gone since
            kept.close()
            last_words = _last_words(process)
            group.remove()
            raise explain(program, last_words) from error
        self._release.close()
        return Mechanism(
            kill=partial(_kill, handle),
            interpret=partial(_interpret, self._status, program),
            clean=partial(_close, self._status, kept),
            collect=collect,
            group=group,
        )


def _hold_folder(child: int, handle: int, job: Job, kept: ExitStack) -> Callable[[], Mapping[str, bytes]]:
    """Open the child's working folder, which outlives its namespace while it is held; the way to read it.

    Before the child is let go, so that it can be read however soon the program ends. Raises OSError if the
    child dies before its file system stands.
    """
    view = Path(f"/proc/{child}/root")
    while True:
        if select.select([handle], [], [], _PATIENCE_S)[0]:
            raise ProcessLookupError
        with contextlib.suppress(FileNotFoundError):
            if not view.samefile("/"):  # it has left our file system, and so `/work` is its own
                folder = os.open(view / WORK_FOLDER.lstrip("/"), os.O_RDONLY | os.O_DIRECTORY)
                kept.callback(os.close, folder)
                return partial(
                    read_files,
                    Path(f"/proc/self/fd/{folder}"),
                    job.limits.work_folder_bytes + job.files_bytes,
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


def _close(status: TextIO, kept: ExitStack) -> None:
    kept.close()
    status.close()


def _last_words(process: subprocess.Popen[bytes]) -> str:
    _, complaint = process.communicate()
    return safe_text(complaint).strip() or f"bwrap: {process.returncode}"
