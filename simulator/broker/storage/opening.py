"""Opens the file of a broker's memory, come what may: what cannot be read is set aside."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from simulator.broker.memory import Memory
from simulator.broker.storage.database import Storage

_log = logging.getLogger("khaneh.broker")

# The file may be whole: somebody else holds it, or the disk and its rights stand in the way.
_NOT_THE_FILES_FAULT = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_NOMEM,
}
_PRIMARY_CODE = 0xFF


def open_storage(file: Path, wall_ms: Callable[[], int], now_ms: int) -> tuple[Storage, Memory]:
    """The storage in a file, made if there is none, and what it holds for a broker whose clock says `now_ms`.

    A damaged file gets another name, and the storage is empty. Raises `sqlite3.Error` and `OSError` when it
    can be neither read nor made.
    """
    try:
        return _open(file, wall_ms, now_ms)
    except Exception as error:  # what is in a damaged file may fail anywhere, and in any way
        if not _is_the_files_fault(error):
            raise
        aside = _set_aside(file)
        _log.error("the broker's memory %s cannot be used (%s): set aside as %s", file, error, aside.name)
        return _open(file, wall_ms, now_ms)


def _open(file: Path, wall_ms: Callable[[], int], now_ms: int) -> tuple[Storage, Memory]:
    storage = Storage(file, wall_ms)
    try:
        return storage, storage.load(now_ms)
    except BaseException:
        storage.close()
        raise


def _is_the_files_fault(error: Exception) -> bool:
    if isinstance(error, sqlite3.Error):
        # What has no code of SQLite's own, Python says of what is in the file.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        return code & _PRIMARY_CODE not in _NOT_THE_FILES_FAULT
    return not isinstance(error, OSError)


def _set_aside(file: Path) -> Path:
    """Rename the file with all that belongs to it, in place of what was set aside before."""
    aside = file.with_stem(f"{file.stem}.set-aside")
    for suffix in ("", "-wal", "-shm"):
        part = Path(f"{file}{suffix}")
        if part.exists():
            os.replace(part, f"{aside}{suffix}")
        else:
            Path(f"{aside}{suffix}").unlink(missing_ok=True)
    return aside
