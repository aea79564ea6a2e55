"""Sessions in the broker's file: their state, their wills, and (in a table of its own) their messages."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from simulator.broker.absence import will_delay_s
from simulator.broker.memory import OutboxMemory, SessionMemory, SessionName
from simulator.broker.message import Message
from simulator.broker.property_table import WILL
from simulator.broker.storage.delivery_table import DeliveryTable
from simulator.broker.storage.message_rows import DECLARED, message_of, row_of
from simulator.broker.storage.stored_session import StoredSession
from simulator.broker.storage.wall_time import WallTime


class SessionTables:
    """The tables, within a transaction of whoever calls; after a failed one they are of no use any more."""

    SCHEMA = (
        """CREATE TABLE sessions (
            user TEXT NOT NULL, client_id TEXT NOT NULL, state TEXT NOT NULL,
            PRIMARY KEY (user, client_id))""",
        f"""CREATE TABLE wills (
            user TEXT NOT NULL, client_id TEXT NOT NULL, due_at_ms INTEGER, {DECLARED},
            PRIMARY KEY (user, client_id))""",
        *DeliveryTable.SCHEMA,
    )

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._deliveries = DeliveryTable(database)

    def clear(self) -> None:
        """Empty them."""
        self._database.execute("DELETE FROM sessions")
        self._database.execute("DELETE FROM wills")
        self._deliveries.clear()

    def load(self, time: WallTime) -> tuple[SessionMemory, ...]:
        """All sessions, also those that have come to their end meanwhile: the broker ends them."""
        wills, outboxes = self._load_wills(), self._deliveries.load(time)
        sessions = []
        for user, client_id, state in self._database.execute("SELECT * FROM sessions ORDER BY rowid"):
            name = (user, client_id)
            stored = StoredSession.model_validate_json(state)
            session = stored.as_memory(name, outboxes.pop(name, OutboxMemory()), time)
            if name in wills:
                will, due_at_ms = wills.pop(name)
                will_at_ms = time.at_the_broker(due_at_ms, will_delay_s(will))
                session = replace(session, will=will, will_at_ms=will_at_ms)
            sessions.append(session)
        if wills or outboxes:
            raise ValueError("messages of sessions that there are not")
        return tuple(sessions)

    def save(self, changes: Iterable[tuple[SessionName, SessionMemory | None]], time: WallTime) -> None:
        """Note the state of these sessions."""
        for name, memory in changes:
            self._database.execute("DELETE FROM wills WHERE user = ? AND client_id = ?", name)
            if memory is None:
                self._database.execute("DELETE FROM sessions WHERE user = ? AND client_id = ?", name)
            else:
                self._put(memory, time)
            self._deliveries.save(name, memory.outbox if memory else OutboxMemory(), time)

    def _put(self, memory: SessionMemory, time: WallTime) -> None:
        state = StoredSession.of(memory, time).model_dump_json()
        self._database.execute("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)", (*memory.name, state))
        if memory.will is not None:
            row = (*memory.name, time.on_the_wall(memory.will_at_ms), *row_of(memory.will))
            self._database.execute("INSERT INTO wills VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def _load_wills(self) -> dict[SessionName, tuple[Message, int | None]]:
        return {
            (user, client_id): (message_of(tuple(columns), WILL), due_at_ms)
            for user, client_id, due_at_ms, *columns in self._database.execute("SELECT * FROM wills")
        }
