"""From packets to bytes; each function takes the protocol level of the connection where the level matters."""

from __future__ import annotations

from functools import lru_cache, singledispatch

from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
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

PINGRESP = bytes((PacketType.PINGRESP << 4, 0))


def encode_publish(
    message: Message,
    qos: int,
    retain: bool,
    duplicate: bool = False,
    packet_id: int = 0,
    level: int = MQTT_3_1_1,
) -> bytes:
    """A PUBLISH of the message at that QoS; the message's own QoS and retain flag are its publisher's."""
    topic, payload = message.topic, message.payload
    field = _short_text(topic) if len(topic) <= _SHORT_TOPIC else _text(topic)
    if qos:
        field += _number(packet_id)
    first = 0x30 | duplicate << 3 | qos << 1 | retain
    length = len(field) + len(payload)
    head = bytes((first, length)) if length < 0x80 else bytes((first,)) + encode_length(length)
    return head + field + payload


def encode_connack(session_present: bool, code: int, level: int = MQTT_3_1_1) -> bytes:
    """A CONNACK; in MQTT 5 it carries an (empty) list of properties."""
    properties = b"\x00" if level >= MQTT_5 else b""
    return _packet(PacketType.CONNACK << 4, bytes((session_present, code)) + properties)


def encode_puback(packet_id: int) -> bytes:
    """A PUBACK: the answer to a QoS 1 message."""
    return bytes((0x40, 2, packet_id >> 8, packet_id & 0xFF))


def encode_pubrec(packet_id: int) -> bytes:
    """A PUBREC: the first answer to a QoS 2 message."""
    return bytes((0x50, 2, packet_id >> 8, packet_id & 0xFF))


def encode_pubrel(packet_id: int) -> bytes:
    """A PUBREL: the sender's answer to PUBREC."""
    return bytes((0x62, 2, packet_id >> 8, packet_id & 0xFF))


def encode_pubcomp(packet_id: int) -> bytes:
    """A PUBCOMP: the last word of QoS 2."""
    return bytes((0x70, 2, packet_id >> 8, packet_id & 0xFF))


def encode_suback(packet_id: int, codes: tuple[int, ...]) -> bytes:
    """A SUBACK with one code for each filter asked for."""
    return _packet(PacketType.SUBACK << 4, _number(packet_id) + bytes(codes))


def encode_unsuback(packet_id: int) -> bytes:
    """An UNSUBACK."""
    return bytes((PacketType.UNSUBACK << 4, 2, packet_id >> 8, packet_id & 0xFF))


def encode_connect(packet: Connect) -> bytes:
    """A CONNECT, for clients and tests."""
    will = packet.will
    flags = packet.clean_session << 1
    parts = [_text(packet.client_id)]
    if will is not None:
        flags |= 0x04 | will.qos << 3 | will.retain << 5
        parts += [_text(will.topic), _binary(will.payload)]
    if packet.username is not None:
        flags |= 0x80
        parts.append(_text(packet.username))
    if packet.password is not None:
        flags |= 0x40
        parts.append(_binary(packet.password))
    head = _text("MQTT") + bytes((packet.level, flags)) + _number(packet.keepalive_s)
    return _packet(PacketType.CONNECT << 4, head + b"".join(parts))


def encode_subscribe(packet: Subscribe) -> bytes:
    """A SUBSCRIBE, for clients and tests."""
    requests = [_text(topic_filter) + bytes((qos,)) for topic_filter, qos in packet.requests]
    return _packet(PacketType.SUBSCRIBE << 4 | 2, _number(packet.packet_id) + b"".join(requests))


def encode_unsubscribe(packet: Unsubscribe) -> bytes:
    """An UNSUBSCRIBE, for clients and tests."""
    filters = b"".join(_text(topic_filter) for topic_filter in packet.filters)
    return _packet(PacketType.UNSUBSCRIBE << 4 | 2, _number(packet.packet_id) + filters)


@singledispatch
def encode(packet: Packet) -> bytes:
    """The bytes of any packet: for clients and tests; the broker calls the function of the type it sends."""
    raise TypeError(packet)


encode.register(Connect, encode_connect)
encode.register(Connack, lambda packet: encode_connack(packet.session_present, packet.code))
encode.register(Puback, lambda packet: encode_puback(packet.packet_id))
encode.register(Pubrec, lambda packet: encode_pubrec(packet.packet_id))
encode.register(Pubrel, lambda packet: encode_pubrel(packet.packet_id))
encode.register(Pubcomp, lambda packet: encode_pubcomp(packet.packet_id))
encode.register(Subscribe, encode_subscribe)
encode.register(Suback, lambda packet: encode_suback(packet.packet_id, packet.codes))
encode.register(Unsubscribe, encode_unsubscribe)
encode.register(Unsuback, lambda packet: encode_unsuback(packet.packet_id))
encode.register(Pingreq, lambda _: bytes((PacketType.PINGREQ << 4, 0)))
encode.register(Pingresp, lambda _: PINGRESP)
encode.register(Disconnect, lambda _: bytes((PacketType.DISCONNECT << 4, 0)))


@encode.register
def _(packet: Publish) -> bytes:
    message = packet.message
    return encode_publish(message, message.qos, message.retain, packet.duplicate, packet.packet_id)


def encode_length(length: int) -> bytes:
    """A remaining length: seven bits a byte, lowest first (section 2.2.3)."""
    encoded = bytearray()
    while length >= 0x80:
        encoded.append(length & 0x7F | 0x80)
        length >>= 7
    encoded.append(length)
    return bytes(encoded)


def _packet(first: int, body: bytes) -> bytes:
    return bytes((first,)) + encode_length(len(body)) + body


def _number(value: int) -> bytes:
    return value.to_bytes(2, "big")


def _binary(data: bytes) -> bytes:
    return _number(len(data)) + data


def _text(text: str) -> bytes:
    return _binary(text.encode())


# Topics come again and again; long ones are not remembered, so that nobody can fill the memory with them.
_SHORT_TOPIC = 256
_short_text = lru_cache(maxsize=4096)(_text)
