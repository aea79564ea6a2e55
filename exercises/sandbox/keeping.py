"""What a program wrote, read back when it has ended: the working folder of its next life."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from exercises.sandbox.errors import UnsafeFileName
from exercises.sandbox.files import check_names

MOST_ENTRIES = 2_000
"""Files and folders that are looked at; a program that has made more keeps some of them only."""


def read_files(folder: Path, most_bytes: int) -> dict[str, bytes]:
    """Every plain file below a folder, by relative name, in the order of the names.

    Links are not followed, and pipes, empty folders and files with names that no submission may have are left
    out. So is a file that no longer fits into `most_bytes`. To be called when nobody writes there any more.
    """
    kept: dict[str, bytes] = {}
    space = most_bytes
    for name in sorted(_names(folder)):
        content = _read(folder / name, space)
        if content is not None:
            kept[name] = content
            space -= len(content)
    return kept


def _names(folder: Path) -> Iterator[str]:
    waiting = [""]
    seen = 0
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(folder / inside) as entries:
                for entry in entries:
                    seen += 1
                    if seen > MOST_ENTRIES:
                        return
                    name = f"{inside}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{name}/")
                    elif _is_allowed(name):
                        yield name
        except OSError:  # a folder that nobody may read, or too deep a one
            continue


def _is_allowed(name: str) -> bool:
    try:
        check_names([name])
    except UnsafeFileName:
        return False
    return True


def _read(path: Path, most_bytes: int) -> bytes | None:
    """The content of a plain file that fits; `O_NONBLOCK` as a pipe would wait for a writer."""
    try:
        descriptor = os.open(path, os.O_RDONLY | _BINARY | _NO_LINK | _AT_ONCE)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_size > most_bytes:
            return None
        return file.read(status.st_size)


_BINARY = getattr(os, "O_BINARY", 0)  # Windows alone
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)
