"""Control groups: the kernel's bounds on a program's memory and threads, where the host lends us a place.

They bound what resource limits cannot: files in memory, and the threads of a program of root. A place is
lent if we may make groups below our own: as root, in a container that has them writable, or in a subtree that
a manager has delegated (systemd's `Delegate=`, which it marks). Nothing is changed but groups that we have
made, and each is removed with its program. Elsewhere the other walls hold without them.

Sources: the kernel's admin-guide/cgroup-v1 and admin-guide/cgroup-v2; systemd's CGROUP_DELEGATION.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from exercises.sandbox.sandbox import Limits

MOST_THREADS = 64
_MOUNT = Path("/sys/fs/cgroup")
_MEMBERSHIP = Path("/proc/self/cgroup")
_SHARED_MEMORY_BYTES = 4 * 2**20
_CONTROLLERS = ("memory", "pids")
_DELEGATED = ("user.delegate", "trusted.delegate")


class Place(NamedTuple):
    """A group below which we may make groups, and the files of its children that we use."""

    folder: Path
    controllers: tuple[str, ...]
    memory_limit: str
    memory_events: str


class ControlGroup:
    """The groups of one program; none at all where no place is lent."""

    def __init__(self, limits: Limits, places: Sequence[Place] = ()) -> None:
        self.controllers: tuple[str, ...] = ()
        self._made: list[tuple[Place, Path]] = []
        for place in places:
            with contextlib.suppress(OSError):  # somebody has taken the place back
                self._make(place, limits)

    def admit(self, pid: int) -> None:
        """Put a process into the groups; its threads follow it."""
        for _, folder in self._made:
            with contextlib.suppress(OSError):
                (folder / "cgroup.procs").write_text(str(pid))

    @property
    def ran_out_of_memory(self) -> bool:
        """Whether the kernel has killed the program for its memory."""
        return any(_oom_kills(folder / place.memory_events) for place, folder in self._made)

    def remove(self) -> None:
        """Remove the groups; no process may be in them any more."""
        for _, folder in self._made:
            with contextlib.suppress(OSError):
                folder.rmdir()

    def _make(self, place: Place, limits: Limits) -> None:
        folder = Path(tempfile.mkdtemp(prefix=f"khaneh-{os.getpid()}-", dir=place.folder))
        self._made.append((place, folder))
        if "memory" in place.controllers:
            # Files in /work, /tmp and /dev/shm lie in memory too.
            amount = limits.memory_bytes + 2 * limits.work_folder_bytes + _SHARED_MEMORY_BYTES
            (folder / place.memory_limit).write_text(str(amount))
        if "pids" in place.controllers:
            (folder / "pids.max").write_text(str(MOST_THREADS))
        self.controllers += place.controllers


@cache
def lent_places() -> tuple[Place, ...]:
    """Where groups can be made here; looked up once in a process."""
    try:
        membership = _MEMBERSHIP.read_text(encoding="ascii")
    except OSError:
        return ()
    places = tuple(find_places(membership, _MOUNT))
    for place in places:
        remove_leftovers(place.folder)
    return places


def remove_leftovers(folder: Path) -> None:
    """Remove the groups of labs that were killed before they could; one that is in use cannot be removed."""
    for group in folder.glob("khaneh-*-*"):
        if not Path("/proc", group.name.split("-")[1]).exists():
            with contextlib.suppress(OSError):
                group.rmdir()


def find_places(membership: str, mount: Path) -> Iterator[Place]:
    """The lent places for a process of this membership, the content of /proc/self/cgroup."""
    for line in membership.splitlines():
        _, names, path = line.split(":", 2)
        if names == "":
            yield from _unified(mount / path.lstrip("/"), mount)
        for name in _CONTROLLERS:
            folder = mount / name / path.lstrip("/")
            if name in names.split(",") and os.access(folder, os.W_OK):
                yield Place(folder, (name,), "memory.limit_in_bytes", "memory.oom_control")


def _unified(own: Path, mount: Path) -> Iterator[Place]:
    """Our group if it passes controllers on, or the one above if that is ours to divide: we sit in a leaf."""
    for folder in (own, own.parent):
        is_ours = folder == own or (folder.is_relative_to(mount) and _is_delegated(folder))
        if is_ours and os.access(folder, os.W_OK):
            passed_on = _words(folder / "cgroup.subtree_control")
            controllers = tuple(name for name in _CONTROLLERS if name in passed_on)
            if controllers:
                yield Place(folder, controllers, "memory.max", "memory.events")
                return


def _is_delegated(folder: Path) -> bool:
    for name in _DELEGATED:
        with contextlib.suppress(OSError):
            return os.getxattr(folder, name) == b"1"
    return False


def _oom_kills(file: Path) -> int:
    words = _words(file)
    return int(words[words.index("oom_kill") + 1]) if "oom_kill" in words else 0


def _words(file: Path) -> list[str]:
    try:
        return file.read_text(encoding="ascii").split()
    except OSError:
        return []
