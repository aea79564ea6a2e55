"""The properties of MQTT 5: which there are, where each may stand, and what it may hold (table 2-4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from simulator.broker import fields, property_violations, violations
from simulator.broker.errors import ProtocolError
from simulator.broker.fields import Reader
from simulator.broker.packets import PacketType
from simulator.broker.violations import Violation

WILL = 0
"""Stands among the packet types for the will, which has properties of its own inside CONNECT."""


class Format(NamedTuple):
    """How a value is taken from bytes and put into them."""

    read: Callable[[Reader], Any]
    write: Callable[[Any], bytes]


def _at_most_one(reader: Reader) -> int:
    value = reader.byte()
    if value > 1:
        raise ProtocolError(property_violations.PROPERTY_VALUE)
    return value


def _not_zero(read: Callable[[Reader], int], violation: Violation) -> Callable[[Reader], int]:
    def read_checked(reader: Reader) -> int:
        value = read(reader)
        if not value:
            raise ProtocolError(violation)
        return value

    return read_checked


def _response_topic(reader: Reader) -> str:
    topic = reader.text()
    if "+" in topic or "#" in topic:
        raise ProtocolError(property_violations.RESPONSE_TOPIC)
    return topic


_OUT_OF_RANGE = property_violations.PROPERTY_VALUE

ZERO_OR_ONE = Format(_at_most_one, fields.encode_byte)
TWO_BYTES = Format(Reader.two_bytes, fields.encode_two_bytes)
TWO_BYTES_NOT_ZERO = Format(_not_zero(Reader.two_bytes, _OUT_OF_RANGE), fields.encode_two_bytes)
ALIAS = Format(_not_zero(Reader.two_bytes, violations.TOPIC_ALIAS_INVALID), fields.encode_two_bytes)
FOUR_BYTES = Format(Reader.four_bytes, fields.encode_four_bytes)
FOUR_BYTES_NOT_ZERO = Format(_not_zero(Reader.four_bytes, _OUT_OF_RANGE), fields.encode_four_bytes)
VARIABLE_NOT_ZERO = Format(_not_zero(Reader.variable, _OUT_OF_RANGE), fields.encode_variable)
TEXT = Format(Reader.text, fields.encode_text)
TEXT_PAIR = Format(Reader.text_pair, fields.encode_text_pair)
RESPONSE_TOPIC = Format(_response_topic, fields.encode_text)
BINARY = Format(Reader.binary, fields.encode_binary)


class Property(NamedTuple):
    """A row of the table; one that `repeats_in` some place has a tuple of values everywhere."""

    identifier: int
    name: str
    format: Format
    stands_in: tuple[int, ...]
    repeats_in: tuple[int, ...] = ()


_MESSAGE = (PacketType.PUBLISH, WILL)
_OPENING = (PacketType.CONNECT, PacketType.CONNACK)
_ANSWERS = (
    PacketType.CONNACK,
    PacketType.PUBACK,
    PacketType.PUBREC,
    PacketType.PUBREL,
    PacketType.PUBCOMP,
    PacketType.SUBACK,
    PacketType.UNSUBACK,
    PacketType.DISCONNECT,
    PacketType.AUTH,
)
EVERYWHERE = (*_ANSWERS, *_MESSAGE, PacketType.CONNECT, PacketType.SUBSCRIBE, PacketType.UNSUBSCRIBE)

TABLE = (
    Property(0x01, "payload_format_indicator", ZERO_OR_ONE, _MESSAGE),
    Property(0x02, "message_expiry_interval", FOUR_BYTES, _MESSAGE),
    Property(0x03, "content_type", TEXT, _MESSAGE),
    Property(0x08, "response_topic", RESPONSE_TOPIC, _MESSAGE),
    Property(0x09, "correlation_data", BINARY, _MESSAGE),
    Property(
        0x0B,
        "subscription_identifiers",
        VARIABLE_NOT_ZERO,
        (PacketType.PUBLISH, PacketType.SUBSCRIBE),
        repeats_in=(PacketType.PUBLISH,),
    ),
    Property(0x11, "session_expiry_interval", FOUR_BYTES, (*_OPENING, PacketType.DISCONNECT)),
    Property(0x12, "assigned_client_identifier", TEXT, (PacketType.CONNACK,)),
    Property(0x13, "server_keep_alive", TWO_BYTES, (PacketType.CONNACK,)),
    Property(0x15, "authentication_method", TEXT, (*_OPENING, PacketType.AUTH)),
    Property(0x16, "authentication_data", BINARY, (*_OPENING, PacketType.AUTH)),
    Property(0x17, "request_problem_information", ZERO_OR_ONE, (PacketType.CONNECT,)),
    Property(0x18, "will_delay_interval", FOUR_BYTES, (WILL,)),
    Property(0x19, "request_response_information", ZERO_OR_ONE, (PacketType.CONNECT,)),
    Property(0x1A, "response_information", TEXT, (PacketType.CONNACK,)),
    Property(0x1C, "server_reference", TEXT, (PacketType.CONNACK, PacketType.DISCONNECT)),
    Property(0x1F, "reason_string", TEXT, _ANSWERS),
    Property(0x21, "receive_maximum", TWO_BYTES_NOT_ZERO, _OPENING),
    Property(0x22, "topic_alias_maximum", TWO_BYTES, _OPENING),
    Property(0x23, "topic_alias", ALIAS, (PacketType.PUBLISH,)),
    Property(0x24, "maximum_qos", ZERO_OR_ONE, (PacketType.CONNACK,)),
    Property(0x25, "retain_available", ZERO_OR_ONE, (PacketType.CONNACK,)),
    Property(0x26, "user_properties", TEXT_PAIR, EVERYWHERE, repeats_in=EVERYWHERE),
    Property(0x27, "maximum_packet_size", FOUR_BYTES_NOT_ZERO, _OPENING),
    Property(0x28, "wildcard_subscription_available", ZERO_OR_ONE, (PacketType.CONNACK,)),
    Property(0x29, "subscription_identifiers_available", ZERO_OR_ONE, (PacketType.CONNACK,)),
    Property(0x2A, "shared_subscription_available", ZERO_OR_ONE, (PacketType.CONNACK,)),
)
