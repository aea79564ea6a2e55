"""PUBLISH and its acknowledgements as bytes. These run once a message, so they take no detours."""

from __future__ import annotations

from functools import lru_cache

from simulator.broker import violations
from simulator.broker.errors import ProtocolError
from simulator.broker.fields import Reader, decode_text, encode_packet, encode_text, encode_variable
from simulator.broker.message import Message
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    PacketType,
    Puback,
    Pubcomp,
    Publish,
    Pubrec,
    Pubrel,
)
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.property_codec import encode_properties, read_properties
from simulator.broker.reasons import REASONS_OF
from simulator.broker.topics import check_topic

Acknowledgement = Puback | Pubrec | Pubrel | Pubcomp

# Topics come again and again; long ones are not remembered, so that nobody can fill the memory with them.
_SHORT_TOPIC = 256


def decode_topic(raw: bytes) -> str:
    """The topic of a message. Raises `ProtocolError`."""
    topic = decode_text(raw)
    check_topic(topic)
    return topic


_decode_short_topic = lru_cache(maxsize=4096)(decode_topic)


def encode_publish(
    message: Message,
    qos: int,
    retain: bool,
    duplicate: bool = False,
    packet_id: int = 0,
    level: int = MQTT_3_1_1,
    properties: Properties | None = None,
    encoded_topic: bytes | None = None,
) -> bytes:
    """A PUBLISH of the message at that QoS; the message's own QoS and retain flag are its publisher's.

    `properties` stand in for the message's own where the receiver gets others. `encoded_topic` is what
    `encode_text` makes of the message's topic, where that is known.
    """
    payload = message.payload
    head = encoded_topic or encode_text(message.topic)
    if qos:
        head += packet_id.to_bytes(2, "big")
    if level >= MQTT_5:
        head += encode_properties(message.properties if properties is None else properties)
    first = 0x30 | duplicate << 3 | qos << 1 | retain
    length = len(head) + len(payload)
    start = bytes((first, length)) if length < 0x80 else bytes((first,)) + encode_variable(length)
    return start + head + payload


def decode_publish(first: int, body: bytes, level: int = MQTT_3_1_1) -> Publish:
    """The PUBLISH with that first byte and body; its topic is empty only where a topic alias stands for it.

    Raises `ProtocolError`.
    """
    end = 2 + (body[0] << 8 | body[1]) if len(body) >= 2 else 2
    if end > len(body):
        raise ProtocolError(violations.PACKET_LENGTH)
    raw_topic = body[2:end]
    qos, packet_id, properties = first >> 1 & 3, 0, NO_PROPERTIES
    if qos:
        packet_id = _packet_id(qos, body, end)
        end += 2
    elif first & 0x08:
        raise ProtocolError(violations.DUPLICATE_AT_QOS_0)
    if level >= MQTT_5:
        if end < len(body) and not body[end]:
            end += 1
        else:
            reader = Reader(body, end)
            properties = read_properties(reader, PacketType.PUBLISH)
            end = len(body) - reader.left
    if not raw_topic and "topic_alias" in properties:
        topic = ""
    else:
        topic = _decode_short_topic(raw_topic) if len(raw_topic) <= _SHORT_TOPIC else decode_topic(raw_topic)
    message = Message(topic, body[end:], qos, bool(first & 1), properties)
    return Publish(message, bool(first & 0x08), packet_id)


def _packet_id(qos: int, body: bytes, start: int) -> int:
    if qos == 3:
        raise ProtocolError(violations.QUALITY_OF_SERVICE)
    if start + 2 > len(body):
        raise ProtocolError(violations.PACKET_LENGTH)
    packet_id = body[start] << 8 | body[start + 1]
    if not packet_id:
        raise ProtocolError(violations.PACKET_ID_ZERO)
    return packet_id


def encode_puback(
    packet_id: int, code: int = 0, level: int = MQTT_3_1_1, properties: Properties = NO_PROPERTIES
) -> bytes:
    """A PUBACK: the answer to a QoS 1 message."""
    return _encode_acknowledgement(0x40, packet_id, code, level, properties)


def encode_pubrec(
    packet_id: int, code: int = 0, level: int = MQTT_3_1_1, properties: Properties = NO_PROPERTIES
) -> bytes:
    """A PUBREC: the first answer to a QoS 2 message."""
    return _encode_acknowledgement(0x50, packet_id, code, level, properties)


def encode_pubrel(
    packet_id: int, code: int = 0, level: int = MQTT_3_1_1, properties: Properties = NO_PROPERTIES
) -> bytes:
    """A PUBREL: the sender's answer to PUBREC."""
    return _encode_acknowledgement(0x62, packet_id, code, level, properties)


def encode_pubcomp(
    packet_id: int, code: int = 0, level: int = MQTT_3_1_1, properties: Properties = NO_PROPERTIES
) -> bytes:
    """A PUBCOMP: the last word of QoS 2."""
    return _encode_acknowledgement(0x70, packet_id, code, level, properties)


def _encode_acknowledgement(
    first: int, packet_id: int, code: int, level: int, properties: Properties
) -> bytes:
    if level < MQTT_5 or not (code or properties):
        return bytes((first, 2, packet_id >> 8, packet_id & 0xFF))
    if not properties:
        return bytes((first, 3, packet_id >> 8, packet_id & 0xFF, code))
    return encode_packet(first, packet_id.to_bytes(2, "big"), bytes((code,)), encode_properties(properties))


_ACKNOWLEDGEMENTS: dict[int, type[Acknowledgement]] = {
    PacketType.PUBACK: Puback,
    PacketType.PUBREC: Pubrec,
    PacketType.PUBREL: Pubrel,
    PacketType.PUBCOMP: Pubcomp,
}


def decode_acknowledgement(kind: int, body: bytes, level: int) -> Acknowledgement:
    """The acknowledgement of that type; MQTT 5 leaves out what says nothing. Raises `ProtocolError`."""
    if len(body) < 2 or (len(body) > 2 and level < MQTT_5):
        raise ProtocolError(violations.PACKET_LENGTH)
    packet_id = body[0] << 8 | body[1]
    if not packet_id:
        raise ProtocolError(violations.PACKET_ID_ZERO)
    packet = _ACKNOWLEDGEMENTS[kind]
    if len(body) == 2:
        return packet(packet_id)
    code = body[2]
    if code not in REASONS_OF[PacketType(kind)]:
        raise ProtocolError(violations.REASON_CODE)
    if len(body) == 3:
        return packet(packet_id, code)
    reader = Reader(body, 3)
    properties = read_properties(reader, kind)
    reader.finish()
    return packet(packet_id, code, properties)
