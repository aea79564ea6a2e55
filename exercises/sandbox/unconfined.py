"""Running a program without confinement: for one's own programs only, and recorded in the verdict."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from exercises.sandbox.files import check_names
from exercises.sandbox.interpreter import FLAGS, SETTINGS, Interpreter, this_interpreter
from exercises.sandbox.keeping import read_files
from exercises.sandbox.output import Output
from exercises.sandbox.process import Mechanism, Process, split_return_code
from exercises.sandbox.rlimits import limit_process
from exercises.sandbox.sandbox import Job

_SYSTEM_NEEDS = ("SYSTEMROOT",)  # without it Windows opens no socket; no other system has it


@dataclass(frozen=True, slots=True)
class UnconfinedSandbox:
    """Runs programs as plain processes of the user, in a temporary folder; a help against accidents only."""

    interpreter: Interpreter = field(default_factory=this_interpreter)

    @property
    def name(self) -> str:
        """See `Sandbox.name`."""
        return "unconfined"

    @property
    def confined(self) -> bool:
        """It holds nobody."""
        return False

    def probe(self) -> None:
        """Nothing is promised, so nothing can fail."""

    def spawn(self, job: Job) -> Process:
        """See `Sandbox.spawn`."""
        check_names(job.files)
        folder = tempfile.mkdtemp(prefix="khaneh-work-")
        try:
            _write_files(job, Path(folder))
            process = subprocess.Popen(  # noqa: S603  # every argument is ours
                [str(self.interpreter.executable), *FLAGS, *job.command],
                cwd=folder,
                env=_environment(job, folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                **_inheritance(job.channel_fd),
            )
            limit_process(process.pid, job.limits)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return Process(process, job.limits, _mechanism(process, job, folder))


def _write_files(job: Job, folder: Path) -> None:
    for name, data in job.files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _environment(job: Job, folder: str) -> dict[str, str]:
    path = os.pathsep.join((str(job.guest.parent), str(job.student_site)))
    system = {name: os.environ[name] for name in _SYSTEM_NEEDS if name in os.environ}  # noqa: TID251
    return {**system, **job.environment, **SETTINGS, "PYTHONPATH": path, "HOME": folder, "PATH": os.defpath}


def _inheritance(channel_fd: int | None) -> dict[str, Any]:
    """Arguments of `Popen` by which the child gets the channel, and a group of its own that can be killed."""
    if sys.platform != "win32":
        return {"pass_fds": () if channel_fd is None else (channel_fd,), "start_new_session": True}
    startup = subprocess.STARTUPINFO()
    if channel_fd is not None:  # there a socket's number is a handle
        os.set_handle_inheritable(channel_fd, True)
        startup.lpAttributeList = {"handle_list": [channel_fd]}
    return {"startupinfo": startup, "creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}


def _mechanism(process: subprocess.Popen[bytes], job: Job, folder: str) -> Mechanism:
    def kill() -> None:
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)

    def interpret(returncode: int, output: Output) -> tuple[int | None, int | None]:
        return split_return_code(returncode)

    def collect() -> Mapping[str, bytes]:
        return read_files(Path(folder), job.most_kept_bytes) if job.keep_files else {}

    return Mechanism(kill, interpret, lambda: shutil.rmtree(folder, ignore_errors=True), collect)
