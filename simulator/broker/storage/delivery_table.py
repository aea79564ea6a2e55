"""Messages on their way to clients in the broker's file: one row a message and client."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from simulator.broker.memory import OutboxMemory, SessionName
from simulator.broker.outgoing import Delivery, Outgoing
from simulator.broker.packets import PacketType
from simulator.broker.storage.message_rows import DECLARED, Row, expiry_of, message_of, row_of
from simulator.broker.storage.wall_time import WallTime

_INSERT = "INSERT INTO deliveries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class _Saved(NamedTuple):
    number: int
    packet_id: int | None


class DeliveryTable:
    """The table, within a transaction of whoever calls; after one that failed it is of no use any more.

    Rows are numbered in the order in which their messages came, for all clients together. A message waits as
    long as it has no packet identifier. What has been saved of a client is known, so that of a long queue
    only the difference is written.
    """

    SCHEMA = (
        f"""CREATE TABLE deliveries (
            number INTEGER PRIMARY KEY, user TEXT NOT NULL, client_id TEXT NOT NULL, packet_id INTEGER,
            wanted_qos INTEGER NOT NULL, wanted_retain INTEGER NOT NULL, identifiers TEXT NOT NULL,
            shared_filter TEXT, expires_at_ms INTEGER, {DECLARED})""",
    )

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._last_number = 0
        self._saved: dict[SessionName, dict[Delivery, _Saved]] = {}

    def clear(self) -> None:
        """Empty it."""
        self._database.execute("DELETE FROM deliveries")
        self._saved.clear()

    def load(self, time: WallTime) -> dict[SessionName, OutboxMemory]:
        """What is inflight and what waits, by client; what has expired waits no longer."""
        forget = "DELETE FROM deliveries WHERE packet_id IS NULL AND expires_at_ms <= ?"
        self._database.execute(forget, (time.wall_ms,))
        rows = self._database.execute("SELECT * FROM deliveries ORDER BY number")
        for number, user, client_id, packet_id, *columns in rows:
            delivery = _delivery_of(tuple(columns), time)
            saved = _Saved(number, None if packet_id is None else _packet_id(packet_id))
            self._saved.setdefault((user, client_id), {})[delivery] = saved
            self._last_number = number
        return {name: _outbox_of(deliveries) for name, deliveries in self._saved.items()}

    def save(self, name: SessionName, outbox: OutboxMemory, time: WallTime) -> None:
        """Note what is inflight and what waits for a client."""
        before, after = self._saved.pop(name, {}), dict[Delivery, _Saved]()
        new, sent = list[Row](), list[Row]()
        for delivery, packet_id in _contents(outbox):
            saved = before.pop(delivery, None)
            if saved is None:
                self._last_number += 1
                saved = _Saved(self._last_number, packet_id)
                new.append((saved.number, *name, packet_id, *_row_of(delivery, time)))
            elif saved.packet_id != packet_id:
                saved = _Saved(saved.number, packet_id)
                sent.append((packet_id, saved.number))
            after[delivery] = saved
        if after:
            self._saved[name] = after
        gone = [(saved.number,) for saved in before.values()]
        self._database.executemany("DELETE FROM deliveries WHERE number = ?", gone)
        self._database.executemany("UPDATE deliveries SET packet_id = ? WHERE number = ?", sent)
        self._database.executemany(_INSERT, new)


def _contents(outbox: OutboxMemory) -> Iterator[tuple[Delivery, int | None]]:
    yield from ((delivery, packet_id) for packet_id, delivery in outbox.inflight)
    yield from ((delivery, None) for delivery in outbox.waiting)


def _outbox_of(deliveries: dict[Delivery, _Saved]) -> OutboxMemory:
    sent = [(saved.packet_id, delivery) for delivery, saved in deliveries.items()]
    return OutboxMemory(
        inflight=tuple((packet_id, delivery) for packet_id, delivery in sent if packet_id is not None),
        waiting=tuple(delivery for packet_id, delivery in sent if packet_id is None),
    )


def _row_of(delivery: Delivery, time: WallTime) -> Row:
    outgoing, qos, retain, identifiers, group = delivery
    expires_at_ms = time.on_the_wall(outgoing.expires_ms)
    return (qos, retain, json.dumps(identifiers), group, expires_at_ms, *row_of(outgoing.message))


def _delivery_of(row: Row, time: WallTime) -> Delivery:
    qos, retain, identifiers, group, expires_at_ms, *columns = row
    if qos not in (1, 2):
        raise ValueError(f"a message of QoS {qos} does not wait")
    message = message_of(tuple(columns), PacketType.PUBLISH)
    outgoing = Outgoing(message, expiry_of(message, expires_at_ms, time))
    return Delivery(outgoing, qos, bool(retain), tuple(map(int, json.loads(identifiers))), group)


def _packet_id(number: int) -> int:
    if not 1 <= number <= 65_535:
        raise ValueError(f"no packet identifier: {number}")
    return number
