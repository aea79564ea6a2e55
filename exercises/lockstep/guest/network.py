"""Sockets that lead nowhere but to the conductor's broker, and to other sockets of the same program.

All bytes lie in tables of the guest; the file descriptor behind a socket is only a number.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from .frames import CLOSE, DATA, OPEN, Item

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Sequence

    from .scheduler import Scheduler
else:  # `collections` would copy parts of `_thread` before they are replaced
    from _collections import deque

LOOPBACK = "127.0.0.1"
FIRST_FREE_PORT = 40_000


class Endpoint:
    """One end of a connection: what it has received, and where what it sends goes."""

    __slots__ = (
        "address",
        "arrived",
        "backlog",
        "connection",
        "ended",
        "far_address",
        "far_end",
        "listening",
    )

    def __init__(self) -> None:
        self.arrived = bytearray()
        self.ended = False
        self.far_end: Endpoint | None = None
        self.connection: int | None = None
        self.listening = False
        self.backlog: deque[Endpoint] = deque()
        self.address = ("0.0.0.0", 0)  # noqa: S104  # what an unbound socket says of itself
        self.far_address: tuple[str, int] | None = None

    @property
    def connected(self) -> bool:
        """Whether bytes can be sent."""
        return self.far_end is not None or self.connection is not None

    def readable(self) -> bool:
        """Whether a read (or an accept) would return at once."""
        return bool(self.arrived or self.ended or self.backlog)


class Network:
    """Every endpoint of the program, by file descriptor."""

    def __init__(self, scheduler: Scheduler, broker_ports: Sequence[int]) -> None:
        self.scheduler = scheduler
        self.endpoints: dict[int, Endpoint] = {}
        self._broker_ports = frozenset(broker_ports)
        self._listening: dict[int, Endpoint] = {}
        self._remote: dict[int, Endpoint] = {}
        self._connections = 0
        self._next_port = FIRST_FREE_PORT
        scheduler.deliver = self._deliver

    def add(self, endpoint: Endpoint) -> int:
        """Give an endpoint a file descriptor."""
        descriptor = os.open(os.devnull, os.O_RDWR)
        self.endpoints[descriptor] = endpoint
        return descriptor

    def free_port(self) -> int:
        """A local port that nobody has."""
        self._next_port += 1
        return self._next_port

    def pair(self) -> tuple[Endpoint, Endpoint]:
        """Two endpoints that lead to each other."""
        here, there = Endpoint(), Endpoint()
        here.far_end, there.far_end = there, here
        return here, there

    def listen(self, endpoint: Endpoint) -> None:
        """Accept connections of the same program on the endpoint's port."""
        endpoint.listening = True
        self._listening[endpoint.address[1]] = endpoint

    def connect(self, endpoint: Endpoint, host: str, port: int) -> None:
        """Lead an endpoint to a listener of the program, or to the lab's broker.

        Raises `ConnectionRefusedError` for a port where nothing listens, as a real machine would.
        """
        endpoint.address, endpoint.far_address = (LOOPBACK, self.free_port()), (host, port)
        listener = self._listening.get(port)
        if listener is not None:
            there = Endpoint()
            endpoint.far_end, there.far_end = there, endpoint
            there.address, there.far_address = (LOOPBACK, port), endpoint.address
            listener.backlog.append(there)
            self.scheduler.bytes_moved = True
        elif port in self._broker_ports:
            self._connections += 1
            endpoint.connection = self._connections
            self._remote[self._connections] = endpoint
            self.scheduler.outgoing.append(Item(OPEN, self._connections, f"{host}:{port}".encode()))
        else:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")

    def send(self, endpoint: Endpoint, data: bytes) -> None:
        """Pass bytes on."""
        if endpoint.far_end is not None:
            if endpoint.far_end.ended:
                raise BrokenPipeError(errno.EPIPE, "Broken pipe")
            endpoint.far_end.arrived += data
            self.scheduler.bytes_moved = True
        elif endpoint.connection is not None:
            if endpoint.connection not in self._remote:
                raise BrokenPipeError(errno.EPIPE, "Broken pipe")
            self.scheduler.send(endpoint.connection, data)
        else:
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")

    def close(self, endpoint: Endpoint) -> None:
        """End a connection; the far end reads end-of-file."""
        endpoint.ended = True
        if endpoint.listening:
            self._listening.pop(endpoint.address[1], None)
        if endpoint.far_end is not None:
            endpoint.far_end.ended = True
        if endpoint.connection is not None and self._remote.pop(endpoint.connection, None) is not None:
            self.scheduler.outgoing.append(Item(CLOSE, endpoint.connection))
        self.scheduler.bytes_moved = True

    def _deliver(self, item: Item) -> None:
        endpoint = self._remote.get(item.connection)
        if endpoint is None:
            return
        if item.kind == DATA:
            endpoint.arrived += item.body
        elif item.kind == CLOSE:
            del self._remote[item.connection]
            endpoint.ended = True
