"""The file in which a broker's memory outlives it: an SQLite database."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from simulator.broker.memory import Changes, Memory
from simulator.broker.storage.retained_table import RetainedTable
from simulator.broker.storage.session_tables import SessionTables
from simulator.broker.storage.wall_time import WallTime

_VERSION = 1
_SCHEMA = (*RetainedTable.SCHEMA, *SessionTables.SCHEMA, "CREATE TABLE runs (number INTEGER NOT NULL)")


class Storage:
    """One broker's memory; to be used by one thread at a time.

    Each save is one transaction that is on the disk when `save` returns: after a power cut the file holds
    what was saved last. Raises `sqlite3.Error` where the file or the disk fails; and `ValueError`,
    `TypeError` and `KhanehError` for what is in the file and no broker has written.
    """

    def __init__(self, file: Path, wall_ms: Callable[[], int]) -> None:
        self._wall_ms = wall_ms
        self._database = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        self._retained = RetainedTable(self._database)
        self._sessions = SessionTables(self._database)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def load(self, now_ms: int) -> Memory:
        """What the last broker left, without the messages that have expired; begins another run."""
        time = WallTime(now_ms, self._wall_ms())
        with self._transaction():
            (run,) = self._database.execute("SELECT number FROM runs").fetchone()
            self._database.execute("UPDATE runs SET number = number + 1")
            return Memory(int(run), self._retained.load(time), self._sessions.load(time))

    def save(self, changes: Changes, anew: bool = False) -> None:
        """Note what has changed; `anew`: nothing else is to be remembered any more."""
        time = WallTime(changes.at_ms, self._wall_ms())
        with self._transaction():
            if anew:
                self._retained.clear()
                self._sessions.clear()
            self._retained.save(changes.retained, time)
            self._sessions.save(changes.sessions, time)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    def _prepare(self) -> None:
        execute = self._database.execute
        execute("PRAGMA cell_size_check = ON")
        (verdict,) = execute("PRAGMA quick_check(1)").fetchone()
        if verdict != "ok":
            raise ValueError(verdict)
        execute("PRAGMA journal_mode = WAL")
        # A commit waits for the disk, once a second at most; without it a power cut takes more than that.
        execute("PRAGMA synchronous = FULL")
        (version,) = execute("PRAGMA user_version").fetchone()
        if version == 0 and not execute("SELECT 1 FROM sqlite_schema").fetchone():
            self._create()
        elif version != _VERSION:
            raise ValueError(f"version {version} instead of {_VERSION}")

    def _create(self) -> None:
        with self._transaction():
            for statement in _SCHEMA:
                self._database.execute(statement)
            self._database.execute("INSERT INTO runs VALUES (0)")
            self._database.execute(f"PRAGMA user_version = {_VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._database.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.rollback()
            raise
        self._database.commit()
