"""TLS of the program's own sockets. Python's wraps the file descriptor, behind which there is nothing here.

The C object inside an `ssl.SSLSocket` is replaced by one that lies between the guest's socket and memory; all
else of the module `ssl` stays as it is, and so does asyncio, which uses memory anyway.
"""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING, Any

from .virtual_socket import DONT_CONSUME, VirtualSocket

if TYPE_CHECKING:
    from collections.abc import Callable

    from .imports import AfterImport

HEADER_BYTES = 5
"""Of a TLS record: its type, two bytes of version, two of length (RFC 8446, 5.1)."""


def install(after_import: AfterImport) -> None:
    """Replace what wraps a socket when the program imports `ssl`."""
    after_import("ssl", _amend)


def _amend(module: Any) -> None:
    def wrap_socket(
        context: Any,
        sock: Any,
        server_side: bool,
        server_hostname: str | None = None,
        *,
        owner: Any = None,
        session: Any = None,
    ) -> SocketTls:
        arriving, leaving = module.MemoryBIO(), module.MemoryBIO()
        tls = context._wrap_bio(arriving, leaving, server_side, server_hostname, owner=owner, session=session)
        return SocketTls(sock, tls, arriving, leaving, module)

    module.SSLContext._wrap_socket = wrap_socket
    module.RAND_bytes = os.urandom  # the one that repeats


class SocketTls:
    """What stands for `_ssl._SSLSocket`: what is read and written goes through TLS in memory."""

    def __init__(self, sock: Any, tls: Any, arriving: Any, leaving: Any, module: Any) -> None:
        # The socket holds this object; the other way round they would keep each other alive.
        self.__dict__.update(
            _socket=weakref.ref(sock), _tls=tls, _arriving=arriving, _leaving=leaving, _ssl=module
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._tls, name)

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._tls, name, value)

    def do_handshake(self) -> None:
        self._drive(self._tls.do_handshake)

    def read(self, *arguments: Any) -> Any:
        return self._drive(self._tls.read, *arguments)

    def write(self, data: Any) -> int:
        count: int = self._drive(self._tls.write, data)
        return count

    def shutdown(self) -> Any:
        self._drive(self._tls.shutdown)
        return self._socket()

    def _drive(self, operate: Callable[..., Any], *arguments: Any) -> Any:
        """Do it, as often as it takes until enough bytes have come."""
        while True:
            try:
                result = operate(*arguments)
            except self._ssl.SSLWantReadError as unmet:
                wanting = unmet
            except self._ssl.SSLError:
                if not self._socket()._endpoint.finished:
                    self._send()  # tells the other side why
                raise
            else:
                self._send()
                return result
            self._send()
            self._receive(wanting)

    def _send(self) -> None:
        data = self._leaving.read()
        if data:
            VirtualSocket.send(self._socket(), data)

    def _receive(self, wanting: Exception) -> None:
        """Take one record, as OpenSSL does: the next one is left where `select` sees it."""
        sock = self._socket()
        try:
            header = VirtualSocket.recv(sock, HEADER_BYTES, DONT_CONSUME)
            data = VirtualSocket.recv(sock, HEADER_BYTES + int.from_bytes(header[3:], "big"))
        except BlockingIOError:
            raise wanting from None
        if data:
            self._arriving.write(data)
        else:
            self._arriving.write_eof()
