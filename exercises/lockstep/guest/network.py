"""Sockets that lead nowhere but to the conductor's broker, and to other sockets of the same program.

All bytes lie in tables of the guest; the file descriptor behind a socket is only a number.
"""

from __future__ import annotations

import errno
import os
from _collections import deque
from typing import TYPE_CHECKING, Any

from .clock import deadline_after
from .frames import CLOSE, DATA, OPEN, Item

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .scheduler import Scheduler

LOOPBACK = "127.0.0.1"
FIRST_FREE_PORT = 40_000


class Endpoint:
    """One end of a connection: what it has received, and where what it sends goes."""

    __slots__ = ("address", "arrived", "backlog", "connection", "ended", "far_address", "far_end", "listening")

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


def install(network: Network, host_names: Sequence[str]) -> None:
    """Replace what `_socket` offers, before `socket` is built on it."""
    import _socket

    kind = socket_type(network)
    known = {name.lower() for name in host_names} | {"localhost", ""}

    def resolve(host: Any) -> str:
        name = host.decode() if isinstance(host, bytes) else (host or "")
        if name.lower() in known:
            return LOOPBACK
        if all(part.isdigit() for part in name.split(".")) or ":" in name:
            return str(name)
        raise _socket.gaierror(_socket.EAI_NONAME, "Name or service not known")

    def getaddrinfo(
        host: Any, port: Any, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0  # noqa: A002
    ) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        address = (resolve(host), int(port or 0))
        return [(int(_socket.AF_INET), type or int(_socket.SOCK_STREAM), proto or 6, "", address)]

    def socketpair(*_: Any) -> tuple[Any, Any]:
        here, there = network.pair()
        kinds = (_socket.AF_UNIX, _socket.SOCK_STREAM, 0)
        return kind(*kinds, network.add(here)), kind(*kinds, network.add(there))

    def close(descriptor: int) -> None:
        endpoint = network.endpoints.pop(descriptor, None)
        if endpoint is not None:
            network.close(endpoint)
        os.close(descriptor)

    replacements: dict[str, Any] = {
        "socket": kind,
        "SocketType": kind,
        "socketpair": socketpair,
        "getaddrinfo": getaddrinfo,
        "gethostbyname": resolve,
        "gethostbyname_ex": lambda host: (host, [], [resolve(host)]),
        "gethostbyaddr": lambda address: (str(address), [], [str(address)]),
        "gethostname": lambda: "khaneh",
        "close": close,
    }
    for name, value in replacements.items():
        setattr(_socket, name, value)


def socket_type(network: Network) -> type[Any]:
    """The type that stands for `_socket.socket`."""
    scheduler = network.scheduler

    class socket:  # noqa: N801  # the name of the type it replaces
        __slots__ = ("_descriptor", "_endpoint", "_family", "_type", "proto", "timeout")

        def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:  # noqa: A002
            self._family = 2 if family == -1 else int(family)
            self._type = 1 if type == -1 else int(type)
            self.proto = 0 if proto == -1 else proto
            self.timeout: float | None = None
            if self._type & 0xF != 1:
                raise OSError(errno.EPROTONOSUPPORT, "only stream sockets exist in a graded run")
            if fileno is None:
                self._endpoint = Endpoint()
                self._descriptor = network.add(self._endpoint)
            else:
                self._descriptor = fileno
                self._endpoint = network.endpoints[fileno]

        @property
        def family(self) -> int:
            return self._family

        @property
        def type(self) -> int:
            return self._type

        def fileno(self) -> int:
            return self._descriptor

        def detach(self) -> int:
            descriptor, self._descriptor = self._descriptor, -1
            return descriptor

        def close(self) -> None:
            descriptor = self.detach()
            if descriptor >= 0:
                network.endpoints.pop(descriptor, None)
                network.close(self._endpoint)
                os.close(descriptor)

        def __del__(self) -> None:
            if getattr(self, "_descriptor", -1) >= 0:
                self.close()

        def settimeout(self, timeout: float | None) -> None:
            self.timeout = timeout

        def gettimeout(self) -> float | None:
            return self.timeout

        def setblocking(self, blocking: bool) -> None:
            self.timeout = None if blocking else 0.0

        def getblocking(self) -> bool:
            return self.timeout != 0

        def setsockopt(self, *_: Any) -> None:
            self._open()

        def getsockopt(self, level: int, option: int, length: int = 0) -> int | bytes:
            return bytes(length) if length else 0

        def getsockname(self) -> tuple[str, int]:
            return self._open().address

        def getpeername(self) -> tuple[str, int]:
            address = self._open().far_address
            if address is None:
                raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
            return address

        def bind(self, address: tuple[str, int]) -> None:
            self._open().address = (LOOPBACK, address[1] or network.free_port())

        def listen(self, backlog: int = 0) -> None:
            network.listen(self._open())

        def _accept(self) -> tuple[int, Any]:
            endpoint = self._open()
            self._wait_until(lambda: endpoint.backlog or endpoint.ended)
            accepted = endpoint.backlog.popleft()
            return network.add(accepted), accepted.far_address

        def connect(self, address: Any) -> None:
            if not isinstance(address, tuple):
                raise FileNotFoundError(errno.ENOENT, "No such file or directory")
            import _socket

            host = _socket.gethostbyname(address[0])
            network.connect(self._open(), host, int(address[1]))

        def connect_ex(self, address: Any) -> int:
            try:
                self.connect(address)
            except OSError as error:
                return error.errno or errno.ECONNREFUSED
            return 0

        def send(self, data: Any, flags: int = 0) -> int:
            content = bytes(data)
            network.send(self._open(), content)
            return len(content)

        def sendall(self, data: Any, flags: int = 0) -> None:
            self.send(data)

        def sendmsg(self, buffers: Any, *_: Any) -> int:
            return self.send(b"".join(buffers))

        def sendto(self, data: Any, *_: Any) -> int:
            return self.send(data)

        def recv(self, count: int, flags: int = 0) -> bytes:
            endpoint = self._open()
            if not endpoint.arrived and not endpoint.ended:
                if not endpoint.connected:
                    raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
                self._wait_until(endpoint.readable)
            content = bytes(endpoint.arrived[:count])
            if not flags & 2:  # MSG_PEEK
                del endpoint.arrived[:count]
            return content

        def recv_into(self, buffer: Any, count: int = 0, flags: int = 0) -> int:
            view = memoryview(buffer).cast("B")
            content = self.recv(count or len(view), flags)
            view[: len(content)] = content
            return len(content)

        def recvfrom(self, count: int, flags: int = 0) -> tuple[bytes, Any]:
            return self.recv(count, flags), self._endpoint.far_address

        def shutdown(self, how: int) -> None:
            endpoint = self._open()
            if not endpoint.connected:
                raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
            if how != 0:
                network.close(endpoint)

        def _open(self) -> Endpoint:
            if self._descriptor < 0:
                raise OSError(errno.EBADF, "Bad file descriptor")
            return self._endpoint

        def _wait_until(self, ready: Callable[[], object]) -> None:
            if ready():
                return
            if self.timeout == 0:
                raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
            deadline = None if self.timeout is None else deadline_after(scheduler, self.timeout)
            if not scheduler.wait(deadline, ready):
                raise TimeoutError("timed out")

    return socket
