"""Confinement by Landlock, where no namespace can be made: in Docker's default profile, on Ubuntu 24.04.

The program stays in the lab's file system, network and table of processes. Landlock closes all files but its
own, a wider seccomp filter closes the network and other processes, and the lab watches its working folder.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property, partial
from io import FileIO
from pathlib import Path
from typing import Any

from exercises.sandbox import launcher
from exercises.sandbox.control_groups import ControlGroup, lent_places
from exercises.sandbox.errors import LandlockMissing, SandboxUnavailable, UnsupportedPlatform
from exercises.sandbox.files import check_names
from exercises.sandbox.interpreter import FLAGS, SETTINGS, Interpreter, this_interpreter
from exercises.sandbox.keeping import read_files
from exercises.sandbox.output import Output, safe_text
from exercises.sandbox.probe import probe_denials
from exercises.sandbox.process import Mechanism, Process, split_return_code
from exercises.sandbox.rlimits import limit_process
from exercises.sandbox.ruleset import (
    LEAST_ABI,
    Rule,
    handled,
    landlock_abi,
    read_only,
    system_rules,
    working_folder,
)
from exercises.sandbox.sandbox import Job, LimitHit
from exercises.sandbox.seccomp import compile_filter
from exercises.sandbox.syscalls import Architecture, this_architecture
from exercises.sandbox.work_folder import Watch, WorkFolder, remove_leftovers

_NOBODY = 65534
_LAUNCHER_FLAGS = ("-I", "-S", "-B")  # nothing of the student's environment or folder counts yet


@dataclass(frozen=True)
class LandlockSandbox:
    """Runs programs under Landlock, seccomp and resource limits."""

    interpreter: Interpreter = field(default_factory=this_interpreter)
    abi: int = field(default_factory=landlock_abi)

    name = "landlock"
    confined = True

    def probe(self) -> None:
        """See `Sandbox.probe`."""
        remove_leftovers()
        probe_denials(self)

    def spawn(self, job: Job) -> Process:
        """See `Sandbox.spawn`."""
        check_names(job.files)
        architecture = self._architecture  # first of all: this may refuse
        with ExitStack() as made:
            folder = WorkFolder()
            made.callback(folder.remove)
            group = ControlGroup(job.limits, lent_places())
            made.callback(group.remove)
            lab = _lab_folder(folder, job)
            user = self._other_user(job, folder)
            folder.fill(job.files, user)
            public = map(read_only, (lab, job.guest.resolve(), job.student_site.resolve()))
            orders: dict[str, Any] = {
                "parent": os.getpid(),
                "user": user,
                "handled": handled(self.abi),
                "rules": [*self._system_rules, *public, working_folder(folder.work)],
                "command": [str(self.interpreter.executable), *FLAGS, *job.command],
            }
            environment = _environment(job, folder.work, lab)
            process = _launch(job, orders, architecture, group, folder.work, environment)
            made.pop_all()
        return _watched(process, job, folder, group)

    @property
    def _architecture(self) -> Architecture:
        architecture = this_architecture()
        if sys.platform != "linux" or architecture is None:
            raise UnsupportedPlatform(platform=sys.platform)
        if self.abi < LEAST_ABI:
            raise LandlockMissing(abi=self.abi, least=LEAST_ABI)
        return architecture

    def _other_user(self, job: Job, folder: WorkFolder) -> int | None:
        """Nobody, if the lab is root's and nobody can reach what the program needs; else the lab's user."""
        system = (self.interpreter.executable, self.interpreter.standard_library)
        needed = (*system, job.guest.resolve(), job.student_site.resolve(), folder.path)
        return _NOBODY if os.geteuid() == 0 and _exists(_NOBODY) and all(map(_is_public, needed)) else None

    @cached_property
    def _system_rules(self) -> list[Rule]:
        return list(system_rules(self.interpreter))


def _launch(
    job: Job,
    orders: dict[str, Any],
    architecture: Architecture,
    group: ControlGroup,
    work: Path,
    environment: dict[str, str],
) -> subprocess.Popen[bytes]:
    """Start the launcher, bind it by limits, and give it its orders. Raises `SandboxUnavailable`."""
    channel = () if job.channel_fd is None else (job.channel_fd,)
    with _pipe() as (incoming, telling), _pipe() as (answer, answering):
        descriptors = (incoming.fileno(), answering.fileno())
        process = subprocess.Popen(  # noqa: S603  # every argument is ours
            [orders["command"][0], *_LAUNCHER_FLAGS, launcher.__file__, *map(str, descriptors)],
            cwd=work,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(*descriptors, *channel),
            start_new_session=True,  # Ctrl-C in the lab's terminal is the lab's business
        )
        incoming.close()
        answering.close()
        orders["filter"] = compile_filter(architecture, among_others=process.pid).hex()
        with suppress(OSError):  # it is gone already: see its last words
            limit_process(process.pid, job.limits)
            group.admit(process.pid)
            telling.write(json.dumps(orders).encode())
        telling.close()
        said = answer.read()
    if said != launcher.READY:
        last_words = process.communicate()[1]
        raise SandboxUnavailable(detail=f"Landlock: {safe_text(said + last_words).strip()[-500:]}")
    return process


@contextmanager
def _pipe() -> Iterator[tuple[FileIO, FileIO]]:
    reader, writer = os.pipe()
    with FileIO(reader, "rb") as reading, FileIO(writer, "wb") as writing:
        yield reading, writing


def _lab_folder(folder: WorkFolder, job: Job) -> Path:
    """A folder that leads to the guest's package alone: those beside it must not be importable."""
    lab = folder.path / "lab"
    lab.mkdir()
    (lab / job.guest.name).symlink_to(job.guest.resolve())
    return lab


def _exists(user: int) -> bool:
    """Whether a user can be had here: some containers know one user only."""
    ranges = (map(int, line.split()) for line in Path("/proc/self/uid_map").read_text().splitlines())
    return any(first <= user < first + count for first, _, count in ranges)


def _is_public(path: Path) -> bool:
    """Whether every user may read a file or folder, and get there."""
    return bool(path.stat().st_mode & 0o004) and all(parent.stat().st_mode & 0o001 for parent in path.parents)


def _environment(job: Job, work: Path, lab: Path) -> dict[str, str]:
    path = f"{lab}:{job.student_site.resolve()}"
    own = {"PYTHONPATH": path, "HOME": str(work), "TMPDIR": str(work), "PATH": "/usr/bin"}
    return {**job.environment, **SETTINGS, **own}


def _watched(process: subprocess.Popen[bytes], job: Job, folder: WorkFolder, group: ControlGroup) -> Process:
    watch = Watch(folder.work, process.pid, job.most_kept_bytes, job.limits.file_bytes)

    def clean() -> None:
        watch.stop()
        folder.remove()

    def interpret(returncode: int, _: Output) -> tuple[int | None, int | None]:
        return split_return_code(returncode)

    def limit() -> LimitHit | None:
        return "disk" if watch.exceeded() else None

    def kill() -> None:
        os.kill(process.pid, signal.SIGKILL)  # not by `Popen`, which would reap it

    collect = partial(read_files, folder.work, job.most_kept_bytes) if job.keep_files else dict
    running = Process(process, job.limits, Mechanism(kill, interpret, clean, collect, group, limit))
    watch.start(partial(running.kill, "disk"))
    return running
