"""The broker's end of TLS on one connection: bytes in, bytes out, and no socket."""

from __future__ import annotations

import contextlib
import ssl

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
        """Say something to the program; before the handshake there is nothing to say."""
        if data and self.is_established:
            self._tls.write(data)

    def say_goodbye(self) -> None:
        """End the conversation as TLS does, so that the program knows it was not cut off."""
        if self.is_established:
            with contextlib.suppress(ssl.SSLError):
                self._tls.unwrap()

    def take(self) -> bytes:
        """The bytes to be sent to the program now."""
        return self._leaving.read()
