"""The representations of data inside a packet (section 1.5 of MQTT): taken from bytes, and put into them."""

from __future__ import annotations

from simulator.broker import violations
from simulator.broker.errors import ProtocolError
from simulator.broker.violations import Violation


class Reader:
    """Takes fields from the front of a body; raises `ProtocolError` for what is cut off or malformed."""

    __slots__ = ("_body", "_cut_off", "_position")

    def __init__(self, body: bytes, position: int = 0, cut_off: Violation = violations.PACKET_LENGTH) -> None:
        self._body = body
        self._position = position
        self._cut_off = cut_off

    @property
    def left(self) -> int:
        """How many bytes have not been taken yet."""
        return len(self._body) - self._position

    def take(self, count: int) -> bytes:
        """The next `count` bytes."""
        start = self._position
        self._position += count
        if self._position > len(self._body):
            raise ProtocolError(self._cut_off)
        return self._body[start : self._position]

    def byte(self) -> int:
        """A byte."""
        position = self._position
        if position >= len(self._body):
            raise ProtocolError(self._cut_off)
        self._position = position + 1
        return self._body[position]

    def two_bytes(self) -> int:
        """A Two Byte Integer."""
        body, position = self._body, self._position
        if position + 2 > len(body):
            raise ProtocolError(self._cut_off)
        self._position = position + 2
        return body[position] << 8 | body[position + 1]

    def four_bytes(self) -> int:
        """A Four Byte Integer."""
        return int.from_bytes(self.take(4), "big")

    def variable(self) -> int:
        """A Variable Byte Integer, which must be as short as it can be [MQTT-1.5.5-1]."""
        value = self.byte()
        if value < 0x80:
            return value
        value &= 0x7F
        for shift in (7, 14, 21):
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if 0 < byte < 0x80:
                return value
            if not byte:
                break
        raise ProtocolError(violations.VARIABLE_INTEGER)

    def packet_id(self) -> int:
        """A packet identifier, which is never zero."""
        number = self.two_bytes()
        if not number:
            raise ProtocolError(violations.PACKET_ID_ZERO)
        return number

    def binary(self) -> bytes:
        """Binary Data."""
        return self.take(self.two_bytes())

    def text(self) -> str:
        """A UTF-8 Encoded String."""
        return decode_text(self.binary())

    def text_pair(self) -> tuple[str, str]:
        """A UTF-8 String Pair."""
        return self.text(), self.text()

    def finish(self) -> None:
        """Raise `ProtocolError` unless everything has been taken."""
        if self.left:
            raise ProtocolError(self._cut_off)


def decode_text(raw: bytes) -> str:
    """Text without the null character; surrogates are no valid UTF-8. Raises `ProtocolError`."""
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise ProtocolError(violations.TEXT_ENCODING) from error
    if "\0" in text:
        raise ProtocolError(violations.TEXT_NULL)
    return text


def encode_byte(value: int) -> bytes:
    """A byte."""
    return value.to_bytes(1, "big")


def encode_two_bytes(value: int) -> bytes:
    """A Two Byte Integer."""
    return value.to_bytes(2, "big")


def encode_four_bytes(value: int) -> bytes:
    """A Four Byte Integer."""
    return value.to_bytes(4, "big")


def encode_variable(value: int) -> bytes:
    """A Variable Byte Integer: seven bits a byte, lowest first."""
    if value < 0x80:
        return value.to_bytes(1, "big")
    encoded = bytearray()
    while value >= 0x80:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def encode_binary(data: bytes) -> bytes:
    """Binary Data."""
    return len(data).to_bytes(2, "big") + data


def encode_text(text: str) -> bytes:
    """A UTF-8 Encoded String."""
    return encode_binary(text.encode())


def encode_text_pair(pair: tuple[str, str]) -> bytes:
    """A UTF-8 String Pair."""
    return encode_text(pair[0]) + encode_text(pair[1])


def encode_packet(first: int, *parts: bytes) -> bytes:
    """A whole packet: its first byte, the remaining length, and the parts of its body."""
    body = b"".join(parts)
    return encode_byte(first) + encode_variable(len(body)) + body
