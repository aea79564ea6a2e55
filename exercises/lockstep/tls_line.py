"""The broker's end of TLS on one connection: bytes in, bytes out, and no socket."""

from __future__ import annotations

import contextlib
import ssl
from collections.abc import Iterator

AT_ONCE_BYTES = 65_536


class TlsLine:
    """Between the program's bytes and those of its MQTT connection."""

    def __init__(self, context: ssl.SSLContext) -> None:
        self._arriving = ssl.MemoryBIO()
        self._leaving = ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._arriving, self._leaving, server_side=True)
        self.is_established = False

    def decrypt(self, data: bytes) -> bytes:
        """What the program says, of the bytes that it sent.

        Raises ssl.SSLError if it does not speak TLS, does not trust the certificate, or says goodbye.
        """
        self._arriving.write(data)
        said = bytearray()
        try:
            if not self.is_established:
                self._tls.do_handshake()
                self.is_established = True
            while part := self._tls.read(AT_ONCE_BYTES):
                said += part
        except ssl.SSLWantReadError:
            pass  # the rest is still to come
        return bytes(said)

    def encrypt(self, data: bytes) -> None:
        """Say MQTT packets to the program; before the handshake there is nothing to say.

        Each gets a record of its own, as with most brokers: clients that ask the socket whether there is more
        do not see what OpenSSL keeps of a record.
        """
        if self.is_established:
            for packet in _packets(data):
                self._tls.write(packet)

    def say_goodbye(self) -> None:
        """End the conversation as TLS does, so that the program knows it was not cut off."""
        if self.is_established:
            with contextlib.suppress(ssl.SSLError):
                self._tls.unwrap()

    def take(self) -> bytes:
        """The bytes to be sent to the program now."""
        return self._leaving.read()


def _packets(data: bytes) -> Iterator[bytes]:
    """Whole MQTT packets, one by one (MQTT 5.0, 2.1.4: the length is written in groups of seven bits)."""
    at = 0
    while at < len(data):
        end, length, shift = at + 1, 0, 0
        while True:
            byte = data[end]
            length |= (byte & 0x7F) << shift
            end, shift = end + 1, shift + 7
            if byte < 0x80:
                break
        yield data[at : end + length]
        at = end + length
