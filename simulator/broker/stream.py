"""Cuts a stream of bytes into packets, however the network has split or joined them."""

from __future__ import annotations

from collections.abc import Iterator

from simulator.broker import violations
from simulator.broker.errors import ProtocolError
from simulator.broker.packets import MQTT_3_1_1, MQTT_5


class PacketStream:
    """Holds the bytes of the packet that is not complete yet, never more than `packet_bytes` of them.

    `level` is to be set once CONNECT has told it: MQTT 5 forbids lengths with more bytes than they need.
    """

    __slots__ = ("_held", "_needed", "_packet_bytes", "level")

    def __init__(self, packet_bytes: int, level: int = MQTT_3_1_1) -> None:
        self.level = level
        self._packet_bytes = packet_bytes
        self._held = bytearray()
        self._needed = 0

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield the first byte and the body (after the remaining length) of every packet now complete.

        Raises `ProtocolError` for a remaining length that is malformed or too large, after the packets
        before it; the stream is of no use from then on.
        """
        if self._held:
            self._held += data
            if len(self._held) < self._needed:
                return
            data = bytes(self._held)
            self._held.clear()
        position, end = 0, len(data)
        while end - position >= 2:
            length, body = data[position + 1], position + 2
            if length & 0x80:
                length, body = self._long_length(data, body, length & 0x7F)
            if body - position + length > self._packet_bytes:
                raise ProtocolError(violations.PACKET_SIZE)
            if body < 0 or body + length > end:
                self._needed = 0 if body < 0 else body + length - position
                break
            yield data[position], data[body : body + length]
            position = body + length
        else:
            self._needed = 0
        self._held += data[position:]

    def _long_length(self, data: bytes, position: int, length: int) -> tuple[int, int]:
        """Read on from the second byte of a remaining length: the length, and where the body starts.

        The start is -1 when the length itself is not complete yet.
        """
        for shift in (7, 14, 21):
            if position >= len(data):
                return 0, -1
            byte = data[position]
            position += 1
            length |= (byte & 0x7F) << shift
            if byte < 0x80:
                if not byte and self.level >= MQTT_5:
                    raise ProtocolError(violations.VARIABLE_INTEGER)
                return length, position
        raise ProtocolError(violations.REMAINING_LENGTH)
