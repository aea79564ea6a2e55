"""The sockets of the program, and how it finds hosts by name."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any, ClassVar

from .clock import deadline_after
from .network import LOOPBACK, Endpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .network import Network

STREAM = 1
DONT_CONSUME = 2
"""`MSG_PEEK`."""


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
        host: Any,
        port: Any,
        family: int = 0,
        type: int = 0,
        proto: int = 0,
        flags: int = 0,
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


def socket_type(network: Network) -> type[VirtualSocket]:
    """The type that stands for `_socket.socket` in a program with this network."""
    return type("socket", (VirtualSocket,), {"network": network, "__slots__": ()})


class VirtualSocket:
    """What `socket.socket` is built on; a subclass names the network it belongs to."""

    network: ClassVar[Network]

    __slots__ = ("_descriptor", "_endpoint", "_family", "_type", "proto", "timeout")

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:
        self._family = 2 if family == -1 else int(family)
        self._type = 1 if type == -1 else int(type)
        self.proto = 0 if proto == -1 else proto
        self.timeout: float | None = None
        if self._type & 0xF != STREAM:
            raise OSError(errno.EPROTONOSUPPORT, "only stream sockets exist in a graded run")
        if fileno is None:
            self._endpoint = Endpoint()
            self._descriptor = self.network.add(self._endpoint)
        else:
            self._descriptor = fileno
            self._endpoint = self.network.endpoints[fileno]

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
            self.network.endpoints.pop(descriptor, None)
            self.network.close(self._endpoint)
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
        self._open().address = (LOOPBACK, address[1] or self.network.free_port())

    def listen(self, backlog: int = 0) -> None:
        self.network.listen(self._open())

    def _accept(self) -> tuple[int, Any]:
        endpoint = self._open()
        self._wait_until(lambda: endpoint.backlog or endpoint.ended)
        accepted = endpoint.backlog.popleft()
        return self.network.add(accepted), accepted.far_address

    def connect(self, address: Any) -> None:
        if not isinstance(address, tuple):
            raise FileNotFoundError(errno.ENOENT, "No such file or directory")
        import _socket

        host = _socket.gethostbyname(address[0])
        self.network.connect(self._open(), host, int(address[1]))

    def connect_ex(self, address: Any) -> int:
        try:
            self.connect(address)
        except OSError as error:
            return error.errno or errno.ECONNREFUSED
        return 0

    def send(self, data: Any, flags: int = 0) -> int:
        content = bytes(data)
        self.network.send(self._open(), content)
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
        if not flags & DONT_CONSUME:
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
            self.network.close(endpoint)

    def _open(self) -> Endpoint:
        if self._descriptor < 0:
            raise OSError(errno.EBADF, "Bad file descriptor")
        return self._endpoint

    def _wait_until(self, ready: Callable[[], object]) -> None:
        if ready():
            return
        if self.timeout == 0:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        deadline = None if self.timeout is None else deadline_after(self.network.scheduler, self.timeout)
        if not self.network.scheduler.wait(deadline, ready):
            raise TimeoutError("timed out")
