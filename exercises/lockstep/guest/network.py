"""Sockets that lead nowhere but to the conductor's broker, and to other sockets of the same program.

All bytes lie in tables of the guest; the file descriptor behind a socket is only a number.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

from .frames import CLOSE, DATA, OPEN, SIGNAL, Item

if TYPE_CHECKING:
    from collections import deque
    from collections.abc import Callable, Hashable, Sequence

    from .scheduler import Scheduler
else:  # `collections` would copy parts of `_thread` before they are replaced
    from _collections import deque

LOOPBACK = "127.0.0.1"
ANYWHERE = "0.0.0.0"  # noqa: S104  # what an unbound socket says of itself
FIRST_FREE_PORT = 40_000


class Endpoint:
    """One end of a connection: what it has received, and where what it sends goes.

    `ended` says that nothing more will arrive, `finished` that nothing more can be sent.
    """

    __slots__ = (
        "address",
        "arrived",
        "backlog",
        "connection",
        "ended",
        "far_address",
        "far_end",
        "finished",
        "holders",
        "listening",
    )

    def __init__(self) -> None:
        self.arrived = bytearray()
        self.ended = False
        self.finished = False
        self.far_end: Endpoint | None = None
        self.connection: int | None = None
        self.listening = False
        self.backlog: deque[Endpoint] = deque()
        self.address: Any = (ANYWHERE, 0)
        self.far_address: Any = None
        self.holders = 0

    @property
    def connected(self) -> bool:
        """Whether it leads anywhere, or did."""
        return self.far_end is not None or self.connection is not None

    def readable(self) -> bool:
        """Whether a read (or an accept) would return at once."""
        return bool(self.arrived or self.ended or self.backlog)


class Network:
    """Every endpoint of the program, by file descriptor."""

    def __init__(self, scheduler: Scheduler, broker_ports: Sequence[int]) -> None:
        self.scheduler = scheduler
        self.endpoints: dict[int, Endpoint] = {}
        self.default_timeout: float | None = None
        self.receive_signal: Callable[[int], None] = _ignore
        self._broker_ports = frozenset(broker_ports)
        self._listening: dict[Hashable, Endpoint] = {}
        self._remote: dict[int, Endpoint] = {}
        self._connections = 0
        self._next_port = FIRST_FREE_PORT
        scheduler.deliver = self._deliver

    def add(self, endpoint: Endpoint) -> int:
        """Give an endpoint a file descriptor, beside those it may have."""
        descriptor = os.open(os.devnull, os.O_RDWR)
        self.endpoints[descriptor] = endpoint
        endpoint.holders += 1
        return descriptor

    def remove(self, descriptor: int) -> None:
        """Give a descriptor up; without its last one an endpoint is closed."""
        endpoint = self.endpoints.pop(descriptor, None)
        if endpoint is not None:
            endpoint.holders -= 1
            if endpoint.holders == 0:
                self.close(endpoint)
        os.close(descriptor)

    def free_port(self) -> int:
        """A local port that nobody has."""
        self._next_port += 1
        return self._next_port

    def pair(self, address: Any) -> tuple[Endpoint, Endpoint]:
        """Two endpoints that lead to each other, both called by this address."""
        here, there = Endpoint(), Endpoint()
        here.far_end, there.far_end = there, here
        here.address = here.far_address = there.address = there.far_address = address
        return here, there

    def listen(self, endpoint: Endpoint) -> None:
        """Accept connections of the same program at the endpoint's address."""
        listener = self._listening.setdefault(_place(endpoint.address), endpoint)
        if listener is not endpoint:
            raise OSError(errno.EADDRINUSE, "Address already in use")
        endpoint.listening = True

    def connect(self, endpoint: Endpoint, address: Any) -> None:
        """Lead an endpoint to a listener of the program, or to the lab's broker.

        Raises `ConnectionRefusedError` for a port where nothing listens, as a real machine would.
        """
        if endpoint.connected:
            raise OSError(errno.EISCONN, "Transport endpoint is already connected")
        place = _place(address)
        listener = self._listening.get(place)
        if listener is None and place not in self._broker_ports:
            raise ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused")
        is_path = isinstance(address, str)
        endpoint.address = "" if is_path else (LOOPBACK, self.free_port())
        endpoint.far_address = address
        if listener is None:
            self._open(endpoint, f"{address[0]}:{address[1]}")
            return
        there = Endpoint()
        endpoint.far_end, there.far_end = there, endpoint
        there.address, there.far_address = address, endpoint.address
        listener.backlog.append(there)
        self.scheduler.bytes_moved = True

    def _open(self, endpoint: Endpoint, target: str) -> None:
        self._connections += 1
        endpoint.connection = self._connections
        self._remote[self._connections] = endpoint
        self.scheduler.outgoing.append(Item(OPEN, self._connections, target.encode()))

    def send(self, endpoint: Endpoint, data: bytes) -> None:
        """Pass bytes on."""
        if not endpoint.connected:
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
        if endpoint.finished:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")
        if endpoint.far_end is not None:
            endpoint.far_end.arrived += data
            self.scheduler.bytes_moved = True
        elif endpoint.connection in self._remote:
            self.scheduler.send(endpoint.connection, data)
        else:
            endpoint.finished = True  # a closed far end answers the first bytes with a reset

    def finish(self, endpoint: Endpoint) -> None:
        """Send nothing more: the far end reads end-of-file after what it was sent."""
        endpoint.finished = True
        if endpoint.far_end is not None:
            endpoint.far_end.ended = True
        elif endpoint.connection is not None and self._remote.pop(endpoint.connection, None) is not None:
            # A broker closes its side at once.
            self.scheduler.outgoing.append(Item(CLOSE, endpoint.connection))
            endpoint.ended = True
        self.scheduler.bytes_moved = True

    def close(self, endpoint: Endpoint) -> None:
        """End a connection, or stop to listen."""
        endpoint.ended = True
        if endpoint.listening:
            self._listening.pop(_place(endpoint.address), None)
            for waiting in endpoint.backlog:
                self.close(waiting)
        if endpoint.far_end is not None:
            endpoint.far_end.finished = True
        self.finish(endpoint)

    def _deliver(self, item: Item) -> None:
        endpoint = self._remote.get(item.connection)
        if endpoint is None:
            if item.kind == SIGNAL:
                self.receive_signal(int(item.body))
        elif item.kind == DATA:
            endpoint.arrived += item.body
        elif item.kind == CLOSE:
            del self._remote[item.connection]
            endpoint.ended = True


def _place(address: Any) -> Hashable:
    """What listeners are found by: the port, at whatever address, or the path of a Unix socket."""
    return address[1] if isinstance(address, tuple) else str(address)


def _ignore(_number: int) -> None:
    """The program takes no signals yet."""
