"""The program's connections, by the numbers that the guest gives them."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterable

from exercises.lockstep.guest.frames import CLOSE, DATA, Item
from exercises.lockstep.tls_line import TlsLine
from simulator.broker.connection import Connection

MOST_CONNECTIONS = 100
"""Connections at once, introduced to the broker or not; further ones are closed as they come."""

TlsAt = Callable[[int], ssl.SSLContext | None]
"""The broker's side of TLS at a port; None where it speaks plain MQTT."""
OnTls = Callable[[int, bool], None]
"""Told once for each connection to a TLS port: the port, and whether the two came to terms."""


class Connections:
    """Carries bytes between the guest and a broker; `open_one` gives the broker's end of a new connection."""

    def __init__(
        self, open_one: Callable[[], Connection], tls_at: TlsAt | None = None, on_tls: OnTls | None = None
    ) -> None:
        self._open_one = open_one
        self._tls_at = tls_at or _plain_everywhere
        self._on_tls = on_tls or _ignore
        self._connections: dict[int, Connection] = {}
        self._numbers: dict[Connection, int] = {}
        self._lines: dict[int, tuple[TlsLine, int]] = {}
        self._items: list[Item] = []

    def __len__(self) -> int:
        return len(self._connections)

    def open(self, connection: int, target: str) -> None:
        """The program has connected."""
        if connection in self._connections or len(self._connections) >= MOST_CONNECTIONS:
            self._items.append(Item(CLOSE, connection))
            return
        opened = self._open_one()
        self._connections[connection] = opened
        self._numbers[opened] = connection
        port = _port(target)
        context = self._tls_at(port)
        if context is not None:
            self._lines[connection] = TlsLine(context), port

    def receive(self, connection: int, data: bytes) -> None:
        """The program has sent bytes."""
        opened = self._connections.get(connection)
        if opened is None:
            return
        if connection in self._lines:
            data = self._decrypt(connection, data)
        if data:
            opened.receive(data)

    def close(self, connection: int) -> None:
        """The program has closed a connection, or died with it open."""
        closed = self._connections.pop(connection, None)
        if closed is not None:
            closed.lost()
            self._numbers.pop(closed)
            self._lines.pop(connection, None)

    def close_all(self) -> None:
        """The program is gone: the broker loses its connections, as with a program that crashed."""
        for connection in list(self._connections):
            self.close(connection)

    def take_output(self, pending: Iterable[Connection]) -> list[Item]:
        """Bytes for the program on these connections of the broker, and those that the broker has closed."""
        items, self._items = self._items, []
        for connection in pending:
            number = self._numbers.get(connection)
            if number is None:
                continue
            data = connection.take()
            if number in self._lines:
                data = self._encrypt(number, data, is_last=connection.closing)
            if data:
                items.append(Item(DATA, number, data))
            if connection.closing:
                items.append(Item(CLOSE, number))
                del self._connections[number], self._numbers[connection]
                self._lines.pop(number, None)
        return items

    def _decrypt(self, number: int, data: bytes) -> bytes:
        line, port = self._lines[number]
        was_established = line.is_established
        try:
            said = line.decrypt(data)
        except ssl.SSLError:
            said = b""
            self._say(number, line.take())
            self._items.append(Item(CLOSE, number))
            self.close(number)
            if not was_established:
                self._on_tls(port, False)
            return said
        self._say(number, line.take())
        if line.is_established and not was_established:
            self._on_tls(port, True)
        return said

    def _encrypt(self, number: int, data: bytes, *, is_last: bool) -> bytes:
        line, _ = self._lines[number]
        line.encrypt(data)
        if is_last:
            line.say_goodbye()
        return line.take()

    def _say(self, number: int, data: bytes) -> None:
        if data:
            self._items.append(Item(DATA, number, data))


def _port(target: str) -> int:
    digits = target.rpartition(":")[2]
    return int(digits) if digits.isdecimal() and len(digits) <= 5 else 0


def _plain_everywhere(_port: int) -> None:
    """No port speaks TLS."""


def _ignore(_port: int, _came_to_terms: bool) -> None:
    """Nobody wants to know."""
