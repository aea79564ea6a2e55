"""CONNECT, CONNACK, DISCONNECT and AUTH as bytes."""

from __future__ import annotations

from simulator.broker import violations
from simulator.broker.errors import ProtocolError
from simulator.broker.fields import (
    Reader,
    encode_binary,
    encode_byte,
    encode_packet,
    encode_text,
    encode_two_bytes,
)
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    Auth,
    Connack,
    Connect,
    Disconnect,
    PacketType,
)
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.property_codec import encode_properties, read_properties
from simulator.broker.property_table import WILL
from simulator.broker.publish_codec import decode_topic
from simulator.broker.reasons import REASONS_OF

_RESERVED, _CLEAN_START, _WILL, _WILL_RETAIN, _PASSWORD, _USERNAME = 0x01, 0x02, 0x04, 0x20, 0x40, 0x80
_WILL_QOS_AND_RETAIN = 0x38
_MQTT = encode_text("MQTT")


def encode_connect(packet: Connect) -> bytes:
    """A CONNECT, in the form of the level that it asks for."""
    is_5, will = packet.level >= MQTT_5, packet.will
    flags = packet.clean_start * _CLEAN_START
    parts = [encode_properties(packet.properties)] if is_5 else []
    parts.append(encode_text(packet.client_id))
    if will is not None:
        flags |= _WILL | will.qos << 3 | will.retain * _WILL_RETAIN
        if is_5:
            parts.append(encode_properties(will.properties))
        parts += [encode_text(will.topic), encode_binary(will.payload)]
    if packet.username is not None:
        flags |= _USERNAME
        parts.append(encode_text(packet.username))
    if packet.password is not None:
        flags |= _PASSWORD
        parts.append(encode_binary(packet.password))
    head = encode_text("MQTT") + bytes((packet.level, flags)) + encode_two_bytes(packet.keepalive_s)
    return encode_packet(PacketType.CONNECT << 4, head, *parts)


def protocol_of(body: bytes) -> tuple[str, int]:
    """Name and level with which a CONNECT begins, whatever the rest of it looks like in that level.

    Raises `ProtocolError`.
    """
    if body.startswith(_MQTT) and len(body) > len(_MQTT):
        return "MQTT", body[len(_MQTT)]
    reader = Reader(body)
    return reader.text(), reader.byte()


def read_connect(reader: Reader) -> Connect:
    """The rest of a CONNECT, in the form of the level that it asks for."""
    if reader.text() != "MQTT":
        raise ProtocolError(violations.PROTOCOL_NAME)
    level = reader.byte()
    if level not in (MQTT_3_1_1, MQTT_5):
        raise ProtocolError(violations.PROTOCOL_LEVEL)
    flags, keepalive_s = reader.byte(), reader.two_bytes()
    _check_flags(flags, level)
    properties = read_properties(reader, PacketType.CONNECT) if level >= MQTT_5 else NO_PROPERTIES
    client_id = reader.text()
    will = _read_will(reader, flags, level) if flags & _WILL else None
    username = reader.text() if flags & _USERNAME else None
    password = reader.binary() if flags & _PASSWORD else None
    clean_start = bool(flags & _CLEAN_START)
    return Connect(client_id, clean_start, keepalive_s, username, password, will, level, properties)


def _check_flags(flags: int, level: int) -> None:
    if flags & _RESERVED:
        raise ProtocolError(violations.CONNECT_FLAGS)
    if flags >> 3 & 3 == 3 or (flags & _WILL_QOS_AND_RETAIN and not flags & _WILL):
        raise ProtocolError(violations.WILL_FLAGS)
    if flags & _PASSWORD and not flags & _USERNAME and level < MQTT_5:
        raise ProtocolError(violations.PASSWORD_WITHOUT_USERNAME)


def _read_will(reader: Reader, flags: int, level: int) -> Message:
    properties = read_properties(reader, WILL) if level >= MQTT_5 else NO_PROPERTIES
    topic, payload = decode_topic(reader.binary()), reader.binary()
    return Message(topic, payload, flags >> 3 & 3, bool(flags & _WILL_RETAIN), properties)


def encode_connack(
    session_present: bool, code: int, level: int = MQTT_3_1_1, properties: Properties = NO_PROPERTIES
) -> bytes:
    """A CONNACK; the code is a `ConnectCode` in MQTT 3.1.1 and a `Reason` in MQTT 5."""
    answer = bytes((session_present, code))
    if level >= MQTT_5:
        answer += encode_properties(properties)
    return encode_packet(PacketType.CONNACK << 4, answer)


def read_connack(reader: Reader, level: int) -> Connack:
    """The rest of a CONNACK."""
    flags = reader.byte()
    if flags > 1:
        raise ProtocolError(violations.PACKET_FLAGS)
    if level < MQTT_5:
        return Connack(bool(flags), reader.byte())
    code = read_reason(reader, PacketType.CONNACK)
    return Connack(bool(flags), code, read_properties(reader, PacketType.CONNACK))


def read_reason(reader: Reader, kind: PacketType) -> int:
    """A reason code that packets of that type may carry."""
    code = reader.byte()
    if code not in REASONS_OF[kind]:
        raise ProtocolError(violations.REASON_CODE)
    return code


def encode_disconnect(code: int = 0, properties: Properties = NO_PROPERTIES, level: int = MQTT_5) -> bytes:
    """A DISCONNECT; in MQTT 3.1.1, where only clients send it, it says nothing more."""
    first = PacketType.DISCONNECT << 4
    return _encode_reason(first, code, properties) if level >= MQTT_5 else encode_packet(first)


def read_disconnect(reader: Reader, level: int) -> Disconnect:
    """The rest of a DISCONNECT."""
    if level < MQTT_5 or not reader.left:
        return Disconnect()
    code = read_reason(reader, PacketType.DISCONNECT)
    return Disconnect(code, read_properties(reader, PacketType.DISCONNECT) if reader.left else NO_PROPERTIES)


def encode_auth(packet: Auth) -> bytes:
    """An AUTH, which MQTT 5 alone knows."""
    return _encode_reason(PacketType.AUTH << 4, packet.code, packet.properties)


def read_auth(reader: Reader) -> Auth:
    """The rest of an AUTH."""
    if not reader.left:
        return Auth()
    return Auth(read_reason(reader, PacketType.AUTH), read_properties(reader, PacketType.AUTH))


def _encode_reason(first: int, code: int, properties: Properties) -> bytes:
    if not (code or properties):
        return encode_packet(first)
    return encode_packet(first, encode_byte(code), encode_properties(properties))
