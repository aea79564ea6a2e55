"""SUBSCRIBE, SUBACK, UNSUBSCRIBE and UNSUBACK as bytes."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.broker import violations
from simulator.broker.errors import ProtocolError
from simulator.broker.fields import Reader, encode_byte, encode_packet, encode_text, encode_two_bytes
from simulator.broker.packets import (
    MQTT_3_1_1,
    MQTT_5,
    PacketType,
    Suback,
    Subscribe,
    SubscriptionOptions,
    Unsuback,
    Unsubscribe,
)
from simulator.broker.properties import NO_PROPERTIES, Properties
from simulator.broker.property_codec import encode_properties, read_properties
from simulator.broker.reasons import REASONS_OF
from simulator.broker.topics import check_filter, split_shared

MOST_FILTERS = 1_000
"""Topic filters that one packet may name: it bounds the time for which one client keeps others waiting."""

_NO_LOCAL, _RETAIN_AS_PUBLISHED, _RESERVED = 0x04, 0x08, 0xC0


def encode_subscribe(packet: Subscribe, level: int = MQTT_3_1_1) -> bytes:
    """A SUBSCRIBE; MQTT 3.1.1 knows no option but the QoS."""
    requests = [
        encode_text(topic_filter) + encode_byte(_options_byte(options, level))
        for topic_filter, options in packet.requests
    ]
    head = _head(packet.packet_id, level, packet.properties)
    return encode_packet(PacketType.SUBSCRIBE << 4 | 2, head, *requests)


def _options_byte(options: SubscriptionOptions, level: int) -> int:
    if level < MQTT_5:
        return options.qos
    return (
        options.qos
        | options.no_local * _NO_LOCAL
        | options.retain_as_published * _RETAIN_AS_PUBLISHED
        | options.retain_handling << 4
    )


def read_subscribe(reader: Reader, level: int) -> Subscribe:
    """The rest of a SUBSCRIBE."""
    packet_id = reader.packet_id()
    properties = _read_properties(reader, PacketType.SUBSCRIBE, level)
    requests: list[tuple[str, SubscriptionOptions]] = []
    while reader.left and len(requests) <= MOST_FILTERS:
        topic_filter = _read_filter(reader, level)
        options = _read_options(reader, level)
        if options.no_local and split_shared(topic_filter):
            raise ProtocolError(violations.SHARED_NO_LOCAL)
        requests.append((topic_filter, options))
    _check_count(requests)
    return Subscribe(packet_id, tuple(requests), properties)


def _read_options(reader: Reader, level: int) -> SubscriptionOptions:
    byte = reader.byte()
    qos, retain_handling = byte & 3, byte >> 4 & 3
    if byte & _RESERVED or (level < MQTT_5 and byte > 2):
        raise ProtocolError(violations.SUBSCRIPTION_OPTIONS)
    if qos == 3:
        raise ProtocolError(violations.SUBSCRIPTION_QOS)
    if retain_handling == 3:
        raise ProtocolError(violations.RETAIN_HANDLING)
    return SubscriptionOptions(
        qos, bool(byte & _NO_LOCAL), bool(byte & _RETAIN_AS_PUBLISHED), retain_handling
    )


def encode_unsubscribe(packet: Unsubscribe, level: int = MQTT_3_1_1) -> bytes:
    """An UNSUBSCRIBE."""
    filters = [encode_text(topic_filter) for topic_filter in packet.filters]
    head = _head(packet.packet_id, level, packet.properties)
    return encode_packet(PacketType.UNSUBSCRIBE << 4 | 2, head, *filters)


def read_unsubscribe(reader: Reader, level: int) -> Unsubscribe:
    """The rest of an UNSUBSCRIBE."""
    packet_id = reader.packet_id()
    properties = _read_properties(reader, PacketType.UNSUBSCRIBE, level)
    filters: list[str] = []
    while reader.left and len(filters) <= MOST_FILTERS:
        filters.append(_read_filter(reader, level))
    _check_count(filters)
    return Unsubscribe(packet_id, tuple(filters), properties)


def encode_suback(
    packet_id: int,
    codes: Sequence[int],
    level: int = MQTT_3_1_1,
    properties: Properties = NO_PROPERTIES,
) -> bytes:
    """A SUBACK with one code for each filter asked for."""
    return encode_packet(PacketType.SUBACK << 4, _head(packet_id, level, properties), bytes(codes))


def read_suback(reader: Reader, level: int) -> Suback:
    """The rest of a SUBACK."""
    packet_id = reader.packet_id()
    properties = _read_properties(reader, PacketType.SUBACK, level)
    return Suback(packet_id, _read_codes(reader, PacketType.SUBACK, level), properties)


def encode_unsuback(
    packet_id: int,
    codes: Sequence[int] = (),
    level: int = MQTT_3_1_1,
    properties: Properties = NO_PROPERTIES,
) -> bytes:
    """An UNSUBACK; MQTT 3.1.1 has no codes in it."""
    written = bytes(codes) if level >= MQTT_5 else b""
    return encode_packet(PacketType.UNSUBACK << 4, _head(packet_id, level, properties), written)


def read_unsuback(reader: Reader, level: int) -> Unsuback:
    """The rest of an UNSUBACK."""
    packet_id = reader.packet_id()
    if level < MQTT_5:
        return Unsuback(packet_id)
    properties = _read_properties(reader, PacketType.UNSUBACK, level)
    return Unsuback(packet_id, _read_codes(reader, PacketType.UNSUBACK, level), properties)


def _head(packet_id: int, level: int, properties: Properties) -> bytes:
    head = encode_two_bytes(packet_id)
    return head + encode_properties(properties) if level >= MQTT_5 else head


def _read_properties(reader: Reader, kind: PacketType, level: int) -> Properties:
    return read_properties(reader, kind) if level >= MQTT_5 else NO_PROPERTIES


def _check_count(filters: Sequence[object]) -> None:
    if not filters:
        raise ProtocolError(violations.NO_FILTERS)
    if len(filters) > MOST_FILTERS:
        raise ProtocolError(violations.FILTER_COUNT)


def _read_filter(reader: Reader, level: int) -> str:
    topic_filter = reader.text()
    check_filter(topic_filter, level)
    return topic_filter


def _read_codes(reader: Reader, kind: PacketType, level: int) -> tuple[int, ...]:
    codes = tuple(reader.take(reader.left))
    if level >= MQTT_5 and not REASONS_OF[kind].issuperset(codes):
        raise ProtocolError(violations.REASON_CODE)
    return codes
