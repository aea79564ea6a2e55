"""Confinement by bubblewrap: namespaces, a seccomp filter and resource limits.

The program sees a file system made for it: the interpreter, the guest, the allowed modules, all read-only,
and a working folder in memory. It has no network, no other processes, no privileges, and one descriptor that
leads out.
"""

from __future__ import annotations

import os
import re
import subprocess
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from exercises.sandbox.errors import BubblewrapMissing, UnsupportedPlatform
from exercises.sandbox.files import check_names
from exercises.sandbox.gate import Gate
from exercises.sandbox.interpreter import FLAGS, SETTINGS, Interpreter, this_interpreter
from exercises.sandbox.options import (
    LAB_FOLDER,
    NULL_FILE,
    SITE_FOLDER,
    WORK_FOLDER,
    Version,
    folder_options,
    isolation_options,
    system_options,
)
from exercises.sandbox.probe import probe_denials
from exercises.sandbox.process import Process
from exercises.sandbox.sandbox import Job
from exercises.sandbox.seccomp import compile_filter
from exercises.sandbox.syscalls import this_architecture


@dataclass(frozen=True)
class BubblewrapSandbox:
    """Runs programs under `bwrap`."""

    program: Path = Path("/usr/bin/bwrap")
    interpreter: Interpreter = field(default_factory=this_interpreter)

    name = "bubblewrap"
    confined = True

    def probe(self) -> None:
        """See `Sandbox.probe`."""
        probe_denials(self)

    def spawn(self, job: Job) -> Process:
        """See `Sandbox.spawn`."""
        check_names(job.files)
        filter_code = self._filter  # first of all: these may refuse
        options = [*isolation_options(self._version), *self._system_options]
        with ExitStack() as ours, ExitStack() as theirs:
            gate = Gate(ours, theirs)
            filter_fd = _memory_file(filter_code, theirs)
            files = {f"{WORK_FOLDER}/{name}": _memory_file(data, theirs) for name, data in job.files.items()}
            files[NULL_FILE] = _memory_file(b"", theirs)
            options += [*gate.options, "--seccomp", str(filter_fd)]
            options += folder_options(job, files, self._version)
            channel = () if job.channel_fd is None else (job.channel_fd,)
            process = subprocess.Popen(  # noqa: S603  # every argument is ours
                [str(self.program), *options, "--", str(self.interpreter.executable), *FLAGS, *job.command],
                env=_environment(job),
                stdin=_memory_file(b"", theirs),  # not a device of the host: see `folder_options`
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                pass_fds=(*gate.passed, filter_fd, *files.values(), *channel),
                start_new_session=True,  # Ctrl-C in the lab's terminal is the lab's business
            )
            theirs.close()  # bwrap has them now, and only its end may hold them open
            mechanism = gate.admit(process, job, self.program)
            ours.pop_all()
        return Process(process, job.limits, mechanism)

    @cached_property
    def _filter(self) -> bytes:
        architecture = this_architecture()
        if architecture is None:
            raise UnsupportedPlatform(platform=_platform())
        return compile_filter(architecture)

    @cached_property
    def _system_options(self) -> list[str]:
        return list(system_options(self.interpreter))

    @cached_property
    def _version(self) -> Version:
        try:
            answer = subprocess.run(  # noqa: S603  # every argument is ours
                [str(self.program), "--version"], capture_output=True, check=True, text=True, env={}
            )
        except (OSError, subprocess.CalledProcessError) as error:
            raise BubblewrapMissing(path=str(self.program)) from error
        return tuple(map(int, re.findall(r"\d+", answer.stdout)))


def _memory_file(data: bytes, opened: ExitStack) -> int:
    """A nameless file in memory, at its start, that lives as long as someone holds it open."""
    descriptor = os.memfd_create("khaneh")
    opened.callback(os.close, descriptor)
    with os.fdopen(descriptor, "wb", closefd=False) as file:
        file.write(data)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _environment(job: Job) -> dict[str, str]:
    return {
        **job.environment,
        **SETTINGS,
        "PYTHONPATH": f"{LAB_FOLDER}:{SITE_FOLDER}",
        "HOME": WORK_FOLDER,
        "PATH": "/usr/bin",
    }


def _platform() -> str:
    system = os.uname()
    return f"{system.sysname} {system.machine}"
