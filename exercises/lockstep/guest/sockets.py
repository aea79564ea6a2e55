"""The sockets of the program."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any, ClassVar

from . import addresses
from .clock import deadline_after
from .network import ANYWHERE, Endpoint

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .network import Network

UNIX, IPV4 = 1, 2
STREAM = 1
KIND = 0xF
"""The bits of a socket's type that say which; on Linux others may stand beside them."""
NON_BLOCKING = 0o4000
"""`SOCK_NONBLOCK`, one of those."""
DONT_CONSUME, NOT_NOW, ALL_OF_IT = 0x2, 0x40, 0x100
"""`MSG_PEEK`, `MSG_DONTWAIT`, `MSG_WAITALL`."""
NO_MORE_READING, NO_MORE_WRITING = 0, 1
"""`SHUT_RD`, `SHUT_WR`."""


def install(network: Network, host_names: Sequence[str]) -> None:
    """Replace what `_socket` offers, before `socket` is built on it."""
    import _socket
    import os

    kind = socket_type(network)

    def socketpair(*_: Any) -> tuple[Any, Any]:
        here, there = network.pair("")
        return kind(UNIX, STREAM, 0, network.add(here)), kind(UNIX, STREAM, 0, network.add(there))

    def set_default_timeout(timeout: float | None) -> None:
        network.default_timeout = timeout

    replacements: dict[str, Any] = {
        **addresses.functions(host_names),
        "socket": kind,
        "SocketType": kind,
        "socketpair": socketpair,
        "close": network.remove,
        "dup": lambda descriptor: network.add(network.endpoints[descriptor]),
        "setdefaulttimeout": set_default_timeout,
        "getdefaulttimeout": lambda: network.default_timeout,
    }
    for name, value in replacements.items():
        setattr(_socket, name, value)
    if hasattr(os, "sendfile"):  # it would write into the empty descriptor
        del os.sendfile


def socket_type(network: Network) -> type[VirtualSocket]:
    """The type that stands for `_socket.socket` in a program with this network."""
    return type("socket", (VirtualSocket,), {"network": network, "__slots__": ()})


class VirtualSocket:
    """What `socket.socket` is built on; a subclass names the network it belongs to."""

    network: ClassVar[Network]

    __slots__ = ("_descriptor", "_endpoint", "_family", "_options", "_type", "proto", "timeout")

    def __init__(self, family: int = -1, type: int = -1, proto: int = -1, fileno: int | None = None) -> None:
        self._descriptor = -1
        self._family = IPV4 if family == -1 else int(family)
        self._type = STREAM if type == -1 else int(type)
        self.proto = 0 if proto == -1 else proto
        self._options: dict[tuple[int, int], Any] = {}
        if self._type & KIND != STREAM:
            raise OSError(errno.EPROTONOSUPPORT, "UDP does not exist in a graded run, only TCP (SOCK_STREAM)")
        self.timeout = 0.0 if self._type & NON_BLOCKING else self.network.default_timeout
        self._type = STREAM
        if fileno is None:
            self._endpoint = Endpoint()
            if self._family == UNIX:
                self._endpoint.address = ""
            self._descriptor = self.network.add(self._endpoint)
        elif fileno in self.network.endpoints:
            self._endpoint = self.network.endpoints[fileno]
            self._descriptor = fileno
        else:
            raise OSError(errno.ENOTSOCK, "Socket operation on non-socket")

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
            self.network.remove(descriptor)

    def __del__(self) -> None:
        if getattr(self, "_descriptor", -1) >= 0:
            self.close()

    def settimeout(self, timeout: float | None) -> None:
        if timeout is not None and timeout < 0:
            raise ValueError("Timeout value out of range")
        self.timeout = timeout

    def gettimeout(self) -> float | None:
        return self.timeout

    def setblocking(self, blocking: bool) -> None:
        self.timeout = None if blocking else 0.0

    def getblocking(self) -> bool:
        return self.timeout != 0

    def setsockopt(self, level: int, option: int, value: Any, length: int = 0) -> None:
        self._open_end()
        self._options[level, option] = value

    def getsockopt(self, level: int, option: int, length: int = 0) -> int | bytes:
        import _socket

        self._open_end()
        if (level, option) == (_socket.SOL_SOCKET, _socket.SO_TYPE):
            return STREAM
        value = self._options.get((level, option), 0)
        if length:
            return value if isinstance(value, bytes) else int(value).to_bytes(length, "little")
        return int.from_bytes(value, "little") if isinstance(value, bytes) else int(value)

    def getsockname(self) -> Any:
        return self._open_end().address

    def getpeername(self) -> Any:
        return self._connected_end().far_address

    def bind(self, address: Any) -> None:
        endpoint = self._open_end()
        if self._family == UNIX:
            endpoint.address = str(address)
        else:
            endpoint.address = (address[0] or ANYWHERE, address[1] or self.network.free_port())

    def listen(self, backlog: int = 0) -> None:
        endpoint = self._open_end()
        if endpoint.address == (ANYWHERE, 0):
            self.bind((ANYWHERE, 0))
        self.network.listen(endpoint)

    def _accept(self) -> tuple[int, Any]:
        endpoint = self._open_end()
        if not endpoint.listening:
            raise OSError(errno.EINVAL, "Invalid argument")
        self._wait_until(endpoint.readable)
        if not endpoint.backlog:
            raise OSError(errno.ECONNABORTED, "Software caused connection abort")
        accepted = endpoint.backlog.popleft()
        return self.network.add(accepted), accepted.far_address

    def connect(self, address: Any) -> None:
        import _socket

        endpoint = self._open_end()
        if isinstance(address, tuple):
            if not 0 < address[1] < 65_536:
                raise OverflowError("connect(): port must be 0-65535.")
            host = _socket.gethostbyname(address[0])
            self.network.connect(endpoint, (host, *address[1:]))
        else:
            self.network.connect(endpoint, str(address))

    def connect_ex(self, address: Any) -> int:
        try:
            self.connect(address)
        except OSError as error:
            return error.errno or errno.ECONNREFUSED
        return 0

    def send(self, data: Any, flags: int = 0) -> int:
        content = bytes(data)
        self.network.send(self._open_end(), content)
        return len(content)

    def sendall(self, data: Any, flags: int = 0) -> None:
        self.send(data)

    def sendmsg(self, buffers: Any, *_: Any) -> int:
        return self.send(b"".join(buffers))

    def sendto(self, data: Any, *_: Any) -> int:
        return self.send(data)

    def recv(self, count: int, flags: int = 0) -> bytes:
        endpoint = self._open_end()
        arrived = endpoint.arrived
        if flags & ALL_OF_IT:
            self._wait_until(lambda: len(arrived) >= count or endpoint.ended, flags)
        elif not arrived and not endpoint.ended:
            self._connected_end()
            self._wait_until(endpoint.readable, flags)
        content = bytes(arrived[:count])
        if not flags & DONT_CONSUME:
            del arrived[:count]
        return content

    def recv_into(self, buffer: Any, count: int = 0, flags: int = 0) -> int:
        view = memoryview(buffer).cast("B")
        content = self.recv(count or len(view), flags)
        view[: len(content)] = content
        return len(content)

    def recvfrom(self, count: int, flags: int = 0) -> tuple[bytes, Any]:
        return self.recv(count, flags), self._endpoint.far_address

    def recvfrom_into(self, buffer: Any, count: int = 0, flags: int = 0) -> tuple[int, Any]:
        return self.recv_into(buffer, count, flags), self._endpoint.far_address

    def recvmsg(self, count: int, room: int = 0, flags: int = 0) -> tuple[bytes, list[Any], int, Any]:
        return self.recv(count, flags), [], 0, self._endpoint.far_address

    def recvmsg_into(self, buffers: Any, room: int = 0, flags: int = 0) -> tuple[int, list[Any], int, Any]:
        views = [memoryview(buffer).cast("B") for buffer in buffers]
        content = self.recv(sum(map(len, views)), flags)
        at = 0
        for view in views:
            part = content[at : at + len(view)]
            view[: len(part)] = part
            at += len(part)
        return len(content), [], 0, self._endpoint.far_address

    def shutdown(self, how: int) -> None:
        endpoint = self._connected_end()
        if how != NO_MORE_WRITING:
            endpoint.ended = True
        if how != NO_MORE_READING:
            self.network.finish(endpoint)
        self.network.scheduler.bytes_moved = True

    def _open_end(self) -> Endpoint:
        if self._descriptor < 0:
            raise OSError(errno.EBADF, "Bad file descriptor")
        return self._endpoint

    def _connected_end(self) -> Endpoint:
        endpoint = self._open_end()
        if not endpoint.connected:
            raise OSError(errno.ENOTCONN, "Transport endpoint is not connected")
        return endpoint

    def _wait_until(self, ready: Callable[[], object], flags: int = 0) -> None:
        if ready():
            return
        if self.timeout == 0 or flags & NOT_NOW:
            raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
        scheduler = self.network.scheduler
        deadline = None if self.timeout is None else deadline_after(scheduler, self.timeout)
        while not ready():
            if scheduler.wait(deadline, ready) is False:
                raise TimeoutError("timed out")
