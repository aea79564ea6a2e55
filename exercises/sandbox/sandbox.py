"""What a sandbox is asked to run, what it hands back, and how a run ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, Self

from exercises.sandbox.output import Hear, Output

LimitHit = Literal["cpu", "wall", "memory", "output", "disk"]
"""Which of its limits ended a program."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a program may use before it is stopped."""

    cpu_s: int = 20
    """Seconds of processor time."""
    wall_s: float = 120.0
    """Seconds on the wall clock: the default patience of `Confined.wait`."""
    memory_bytes: int = 512 * 2**20
    """Address space, threads' stacks and loaded libraries included."""
    file_bytes: int = 8 * 2**20
    """Size of any one file that the program writes."""
    files: int = 64
    """Files and sockets open at once."""
    output_bytes: int = 16 * 2**20
    """Bytes on standard output and error together; `Output` keeps the head and the tail of them."""
    work_folder_bytes: int = 16 * 2**20
    """What the program may leave in its working folder, and as much again in /tmp."""
    messages_per_second: int = 1_000
    """What it may send to the broker, which sees to it; five times as many at once."""


@dataclass(frozen=True, slots=True)
class Job:
    """One program to run.

    The working folder holds exactly `files`. The modules that can be imported are the standard library,
    the package `guest` (by its folder's name) and what lies in `student_site`; the guest decides whether the
    working folder is searched too.
    """

    command: tuple[str, ...]
    """Arguments after the interpreter, such as `("-c", "…")` or `("-m", "guest", …)`."""
    files: Mapping[str, bytes]
    """The student's files: relative names with forward slashes."""
    guest: Path
    """Folder of the guest's package."""
    student_site: Path
    """Folder made by `build_student_site`."""
    channel_fd: int | None = None
    """The one way out: the program inherits this descriptor under the same number."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """All that the program's environment holds beside the interpreter's own settings."""
    limits: Limits = field(default_factory=Limits)
    keep_files: bool = False
    """Whether `Ending.files` is wanted, for another life of the program."""

    @property
    def files_bytes(self) -> int:
        """What the files themselves take, beside `Limits.work_folder_bytes`."""
        return sum(map(len, self.files.values()))

    @property
    def most_kept_bytes(self) -> int:
        """The size of `Ending.files` at most."""
        return self.limits.work_folder_bytes + self.files_bytes


@dataclass(frozen=True, slots=True)
class Ending:
    """How a program ended: by itself with `exit_code`, or by `signal`; and the limit that it ran into."""

    exit_code: int | None
    signal: int | None
    cpu_s: float
    """Seconds of processor time used; 0 where the system does not tell (Windows, macOS)."""
    limit: LimitHit | None
    output: Output
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What lay in the working folder at the end, the job's own files included, if the job wanted it kept:
    the `files` of a job that goes on where this one was stopped."""
    controllers: tuple[str, ...] = ()
    """Those of the host's control groups that bounded it beside the rest: see `control_groups`."""


class Confined(Protocol):
    """A program that runs; the only handle to it.

    Also a context manager, which leaves nothing running: `with sandbox.spawn(job) as confined: …`.
    """

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...

    @property
    def pid(self) -> int:
        """The process as the lab sees it."""

    def listen(self, hear: Hear) -> None:
        """Have `hear` told all that the program writes, from other threads, one call after the other."""

    def kill(self, limit: LimitHit | None = None) -> None:
        """End the program and all that it started, now; the first `limit` that is given is reported.

        May be called from any thread, and after the end.
        """

    def wait(self, timeout_s: float | None = None) -> Ending:
        """Wait for the end, and kill with limit `wall` after `timeout_s` (by default `Limits.wall_s`).

        Nothing of the program is left when this returns: no process, no file. May be called again.
        Raises `SandboxUnavailable` if the program never started, which is no fault of its author.
        """


class Sandbox(Protocol):
    """A way to run a program that is not trusted."""

    @property
    def name(self) -> str:
        """A stable name of the mechanism, for verdicts."""

    @property
    def confined(self) -> bool:
        """Whether it holds a hostile program."""

    def probe(self) -> None:
        """Prove that it works here and denies what it must. Raises `SandboxUnavailable` with the remedy."""

    def spawn(self, job: Job) -> Confined:
        """Start a program.

        The program dies with the thread that spawned it: spawn and wait in the same one. Raises
        `SandboxUnavailable` if the system refuses.
        """
