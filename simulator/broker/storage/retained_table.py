"""Retained messages in the broker's file: one row a topic."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from simulator.broker.memory import RetainedMemory
from simulator.broker.packets import PacketType
from simulator.broker.storage.message_rows import DECLARED, Row, expiry_of, message_of, row_of
from simulator.broker.storage.wall_time import WallTime


class RetainedTable:
    """The table, within a transaction of whoever calls."""

    SCHEMA = (
        f"""CREATE TABLE retained (
            owner TEXT NOT NULL, number INTEGER NOT NULL, expires_at_ms INTEGER, {DECLARED},
            PRIMARY KEY (topic))""",
    )

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def clear(self) -> None:
        """Empty it."""
        self._database.execute("DELETE FROM retained")

    def load(self, time: WallTime) -> tuple[RetainedMemory, ...]:
        """All messages that have not expired, in the order of keeping; the others are thrown away."""
        self._database.execute("DELETE FROM retained WHERE expires_at_ms <= ?", (time.wall_ms,))
        rows = self._database.execute("SELECT * FROM retained ORDER BY number")
        return tuple(_memory_of(row, time) for row in rows)

    def save(self, changes: Iterable[tuple[str, RetainedMemory | None]], time: WallTime) -> None:
        """Note what is kept of these topics."""
        gone, kept = [], []
        for topic, memory in changes:
            if memory is None:
                gone.append((topic,))
            else:
                expires_at_ms = time.on_the_wall(memory.expires_ms)
                kept.append((memory.owner, memory.order, expires_at_ms, *row_of(memory.message)))
        self._database.executemany("DELETE FROM retained WHERE topic = ?", gone)
        self._database.executemany("INSERT OR REPLACE INTO retained VALUES (?, ?, ?, ?, ?, ?, ?, ?)", kept)


def _memory_of(row: Row, time: WallTime) -> RetainedMemory:
    owner, number, expires_at_ms, *columns = row
    message = message_of(tuple(columns), PacketType.PUBLISH)
    return RetainedMemory(message, str(owner), expiry_of(message, expires_at_ms, time), int(number))
