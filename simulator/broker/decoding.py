"""From bytes to packets, refusing whatever MQTT forbids."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from simulator.broker import violations
from simulator.broker.errors import ProtocolError
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    Connack,
    Connect,
    Disconnect,
    Packet,
    PacketType,
    Pingreq,
    Pingresp,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
    Suback,
    Subscribe,
    Unsuback,
    Unsubscribe,
)
from simulator.broker.topics import check_filter, check_topic


def decode(first: int, body: bytes, level: int = MQTT_3_1_1) -> Packet:
    """The packet with that first byte and body, in the protocol level that its connection speaks.

    Raises `ProtocolError` and nothing else.
    """
    if first >> 4 == PacketType.PUBLISH:
        return decode_publish(first, body, level)
    kind = _KINDS.get(first >> 4)
    if kind is None:
        raise ProtocolError(violations.PACKET_TYPE)
    flags, read = kind
    if first & 0x0F != flags:
        raise ProtocolError(violations.PACKET_FLAGS)
    reader = _Reader(body)
    packet = read(reader)
    reader.finish()
    return packet


def decode_publish(first: int, body: bytes, level: int = MQTT_3_1_1) -> Publish:
    """The PUBLISH with that first byte and body; apart from `decode` because most packets are such."""
    topic_end = 2 + (body[0] << 8 | body[1]) if len(body) >= 2 else 2
    if topic_end > len(body):
        raise ProtocolError(violations.PACKET_LENGTH)
    topic = _topic(body[2:topic_end])
    qos = first >> 1 & 3
    if not qos:
        if first & 0x08:
            raise ProtocolError(violations.DUPLICATE_AT_QOS_0)
        return Publish(Message(topic, body[topic_end:], 0, bool(first & 1)))
    if qos == 3:
        raise ProtocolError(violations.QUALITY_OF_SERVICE)
    if topic_end + 2 > len(body):
        raise ProtocolError(violations.PACKET_LENGTH)
    packet_id = body[topic_end] << 8 | body[topic_end + 1]
    if not packet_id:
        raise ProtocolError(violations.PACKET_ID_ZERO)
    message = Message(topic, body[topic_end + 2 :], qos, bool(first & 1))
    return Publish(message, bool(first & 0x08), packet_id)


def protocol_of(body: bytes) -> tuple[str, int]:
    """Name and level with which a CONNECT begins, whatever the rest of it looks like in that level."""
    reader = _Reader(body)
    return reader.text(), reader.byte()


def _topic(raw: bytes) -> str:
    return _short_topic(raw) if len(raw) <= _SHORT_TOPIC else _checked_topic(raw)


def _checked_topic(raw: bytes) -> str:
    topic = _text(raw)
    check_topic(topic)
    return topic


# Topics come again and again; long ones are not remembered, so that nobody can fill the memory with them.
_SHORT_TOPIC = 256
_short_topic = lru_cache(maxsize=4096)(_checked_topic)


def _text(raw: bytes) -> str:
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        raise ProtocolError(violations.TEXT_ENCODING) from error
    if "\0" in text:
        raise ProtocolError(violations.TEXT_NULL)
    return text


class _Reader:
    """Takes fields from the front of a body."""

    __slots__ = ("_body", "_position")

    def __init__(self, body: bytes) -> None:
        self._body = body
        self._position = 0

    def take(self, count: int) -> bytes:
        start = self._position
        self._position += count
        if self._position > len(self._body):
            raise ProtocolError(violations.PACKET_LENGTH)
        return self._body[start : self._position]

    def byte(self) -> int:
        return self.take(1)[0]

    def number(self) -> int:
        return int.from_bytes(self.take(2), "big")

    def packet_id(self) -> int:
        number = self.number()
        if not number:
            raise ProtocolError(violations.PACKET_ID_ZERO)
        return number

    def binary(self) -> bytes:
        return self.take(self.number())

    def text(self) -> str:
        return _text(self.binary())

    def topic_filter(self) -> str:
        text = self.text()
        check_filter(text)
        return text

    @property
    def has_more(self) -> bool:
        return self._position < len(self._body)

    def finish(self) -> None:
        if self.has_more:
            raise ProtocolError(violations.PACKET_LENGTH)


def _connect(reader: _Reader) -> Connect:
    if reader.text() != "MQTT":
        raise ProtocolError(violations.PROTOCOL_NAME)
    level, flags, keepalive_s = reader.byte(), reader.byte(), reader.number()
    _check_connect_flags(flags)
    client_id = reader.text()
    will = _will(reader, flags) if flags & 0x04 else None
    username = reader.text() if flags & 0x80 else None
    password = reader.binary() if flags & 0x40 else None
    return Connect(client_id, bool(flags & 0x02), keepalive_s, username, password, will, level)


def _check_connect_flags(flags: int) -> None:
    if flags & 0x01:
        raise ProtocolError(violations.CONNECT_FLAGS)
    if flags >> 3 & 3 == 3 or (flags & 0x38 and not flags & 0x04):
        raise ProtocolError(violations.WILL_FLAGS)
    if flags & 0x40 and not flags & 0x80:
        raise ProtocolError(violations.PASSWORD_WITHOUT_USERNAME)


def _will(reader: _Reader, flags: int) -> Message:
    topic = _checked_topic(reader.binary())
    return Message(topic, reader.binary(), flags >> 3 & 3, bool(flags & 0x20))


def _connack(reader: _Reader) -> Connack:
    flags = reader.byte()
    if flags > 1:
        raise ProtocolError(violations.PACKET_FLAGS)
    return Connack(bool(flags), reader.byte())


def _subscribe(reader: _Reader) -> Subscribe:
    packet_id, requests = reader.packet_id(), []
    while reader.has_more:
        topic_filter, qos = reader.topic_filter(), reader.byte()
        if qos > 2:
            raise ProtocolError(violations.SUBSCRIPTION_OPTIONS)
        requests.append((topic_filter, qos))
    if not requests:
        raise ProtocolError(violations.NO_FILTERS)
    return Subscribe(packet_id, tuple(requests))


def _suback(reader: _Reader) -> Suback:
    packet_id, codes = reader.packet_id(), []
    while reader.has_more:
        codes.append(reader.byte())
    return Suback(packet_id, tuple(codes))


def _unsubscribe(reader: _Reader) -> Unsubscribe:
    packet_id, filters = reader.packet_id(), []
    while reader.has_more:
        filters.append(reader.topic_filter())
    if not filters:
        raise ProtocolError(violations.NO_FILTERS)
    return Unsubscribe(packet_id, tuple(filters))


_KINDS: dict[int, tuple[int, Callable[[_Reader], Packet]]] = {
    PacketType.CONNECT: (0, _connect),
    PacketType.CONNACK: (0, _connack),
    PacketType.PUBACK: (0, lambda reader: Puback(reader.packet_id())),
    PacketType.PUBREC: (0, lambda reader: Pubrec(reader.packet_id())),
    PacketType.PUBREL: (2, lambda reader: Pubrel(reader.packet_id())),
    PacketType.PUBCOMP: (0, lambda reader: Pubcomp(reader.packet_id())),
    PacketType.SUBSCRIBE: (2, _subscribe),
    PacketType.SUBACK: (0, _suback),
    PacketType.UNSUBSCRIBE: (2, _unsubscribe),
    PacketType.UNSUBACK: (0, lambda reader: Unsuback(reader.packet_id())),
    PacketType.PINGREQ: (0, lambda _: Pingreq()),
    PacketType.PINGRESP: (0, lambda _: Pingresp()),
    PacketType.DISCONNECT: (0, lambda _: Disconnect()),
}
"""For each packet type: the flags that its first byte must carry, and how to read its body."""
