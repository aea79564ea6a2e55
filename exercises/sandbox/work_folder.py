"""A working folder on the lab's own disk, for programs that have no file system of their own.

No kernel limit binds a folder, so it is looked at some twenty times a second, and its program stopped when it
holds too much. Between two looks a program can write what the disk takes in that time, about a hundred
megabytes; all of it is gone at the end.
"""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

MOST_ENTRIES = 2_000
"""Files and folders, the job's own included."""
_PREFIX = "khaneh-work-"
_INTERVAL_S = 0.05
_BLOCK_BYTES = 512  # the unit of st_blocks, stat(2)


class WorkFolder:
    """A folder in which one program works: `path`, of which `work` is the program's own."""

    def __init__(self) -> None:
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self.work = self.path / "work"
        self.path.chmod(0o755)
        self.work.mkdir()
        self._lock = _lock(self.path)

    def fill(self, files: Mapping[str, bytes], owner: int | None) -> None:
        """Write the job's files, for another user if one is given."""
        for name, content in files.items():
            target = self.work / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if owner is not None:
            for path in (self.work, *self.work.rglob("*")):
                os.chown(path, owner, owner)

    def remove(self) -> None:
        """Remove the folder; nobody may write there any more."""
        _remove(self.path)
        if self._lock is not None:
            os.close(self._lock)


def remove_leftovers() -> None:
    """Remove the folders of a lab that was killed before it could: ours, and held locked by nobody."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):
            lock = _lock(path)
            if lock is not None:
                # Another user could have put a link in ours' place; to root it would be fatal to follow it.
                if os.fstat(lock).st_uid == os.geteuid():
                    _remove(path)
                os.close(lock)


def _lock(folder: Path) -> int | None:
    """A descriptor that holds a folder locked until it is closed, or None if somebody else has one."""
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        return None
    return descriptor


def _remove(path: Path) -> None:
    """Remove a folder, however deep and odd its content is."""
    if not (path / "work").is_symlink():
        _flatten(path / "work")
    shutil.rmtree(path, ignore_errors=True)


def _flatten(top: Path) -> None:
    """Empty a folder whose depth may exceed what a path can name: what lies deep is moved up first."""
    waiting = [top]
    count = 0
    while waiting:
        folder = waiting.pop()
        with suppress(OSError):
            folder.chmod(0o700)
            for entry in list(os.scandir(folder)):
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry.path)
                    continue
                count += 1
                place = top.parent / f"removed-{count}"
                os.chmod(entry.path, 0o700)
                os.rename(entry.path, place)
                waiting.append(place)


class Watch:
    """Looks now and then at what a program has written, and calls `on_excess` once if that is too much."""

    def __init__(self, work: Path, pid: int, most_bytes: int, file_bytes: int) -> None:
        self._work = work
        self._pid = pid
        self._most_bytes = most_bytes
        self._file_bytes = file_bytes
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, on_excess: Callable[[], None]) -> None:
        """Begin to look."""

        def look() -> None:
            while not self._stopped.wait(_INTERVAL_S):
                if self.exceeded():
                    on_excess()
                    return

        self._thread = threading.Thread(target=look, name="work folder", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopped.set()
        if self._thread is not None:
            self._thread.join()

    def exceeded(self) -> bool:
        """Whether the program holds more than it may, named or nameless."""
        used = 0
        for count, size in enumerate(_sizes(self._work)):
            used += size
            if used > self._most_bytes or count >= MOST_ENTRIES:
                return True
        return used + sum(self._nameless()) > self._most_bytes

    def _nameless(self) -> Iterator[int]:
        """Bytes of files that have been removed, and live on in a descriptor or in memory."""
        process = Path(f"/proc/{self._pid}")
        with suppress(OSError):
            for entry in os.scandir(process / "fd"):
                with suppress(OSError):
                    status = os.stat(entry.path)
                    if stat.S_ISREG(status.st_mode) and status.st_nlink == 0:
                        yield status.st_blocks * _BLOCK_BYTES
        with suppress(OSError):
            mark = f"{self._work}/".encode()
            for line in (process / "maps").read_bytes().splitlines():
                if line.endswith(b" (deleted)") and mark in line:
                    yield self._file_bytes  # what it may be at most: its size is not told


def _sizes(folder: Path) -> Iterator[int]:
    """Bytes on the disk of everything below a folder."""
    waiting = [str(folder)]
    while waiting:
        with suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                with suppress(OSError):
                    yield entry.stat(follow_symlinks=False).st_blocks * _BLOCK_BYTES
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
