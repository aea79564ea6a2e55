"""The program's connections, by the numbers that the guest gives them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from exercises.lockstep.guest.frames import CLOSE, DATA, Item
from simulator.broker.connection import Connection

MOST_CONNECTIONS = 100
"""Connections at once, introduced to the broker or not; further ones are closed as they come."""


class Connections:
    """Carries bytes between the guest and a broker; `open_one` gives the broker's end of a new connection."""

    def __init__(self, open_one: Callable[[], Connection]) -> None:
        self._open_one = open_one
        self._connections: dict[int, Connection] = {}
        self._numbers: dict[Connection, int] = {}
        self._refused: list[int] = []

    def open(self, connection: int, target: str) -> None:
        """The program has connected."""
        if connection in self._connections or len(self._connections) >= MOST_CONNECTIONS:
            self._refused.append(connection)
            return
        opened = self._open_one()
        self._connections[connection] = opened
        self._numbers[opened] = connection

    def receive(self, connection: int, data: bytes) -> None:
        """The program has sent bytes."""
        if connection in self._connections:
            self._connections[connection].receive(data)

    def close(self, connection: int) -> None:
        """The program has closed a connection, or died with it open."""
        closed = self._connections.pop(connection, None)
        if closed is not None:
            closed.lost()
            self._numbers.pop(closed)

    def close_all(self) -> None:
        """The program is gone: the broker loses its connections, as with a program that crashed."""
        for connection in list(self._connections):
            self.close(connection)

    def take_output(self, pending: Iterable[Connection]) -> list[Item]:
        """Bytes for the program on these connections of the broker, and those that the broker has closed."""
        items = [Item(CLOSE, number) for number in self._refused]
        self._refused.clear()
        for connection in pending:
            number = self._numbers.get(connection)
            if number is None:
                continue
            data = connection.take()
            if data:
                items.append(Item(DATA, number, data))
            if connection.closing:
                items.append(Item(CLOSE, number))
                del self._connections[number], self._numbers[connection]
        return items
