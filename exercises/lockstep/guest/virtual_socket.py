"""What `socket.socket` is built on: connecting, listening, sending and receiving, all within the guest."""

from __future__ import annotations

import errno
from typing import Any

from .network import ANYWHERE
from .socket_state import UNIX, SocketState

DONT_CONSUME, NOT_NOW, ALL_OF_IT = 0x2, 0x40, 0x100
"""`MSG_PEEK`, `MSG_DONTWAIT`, `MSG_WAITALL`."""
NO_MORE_READING, NO_MORE_WRITING = 0, 1
"""`SHUT_RD`, `SHUT_WR`."""


class VirtualSocket(SocketState):
    """A stream socket without an operating system; a subclass names the network it belongs to."""

    __slots__ = ()

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
        arrived, at_once = endpoint.arrived, bool(flags & NOT_NOW)
        if flags & ALL_OF_IT:
            self._wait_until(lambda: len(arrived) >= count or endpoint.ended, at_once=at_once)
        elif not arrived and not endpoint.ended:
            self._connected_end()
            self._wait_until(endpoint.readable, at_once=at_once)
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
