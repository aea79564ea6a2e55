"""Messages as they lie in the broker's file: the columns that all its tables of messages have in common."""

from __future__ import annotations

from typing import Any

from simulator.broker.fields import Reader
from simulator.broker.message import Message
from simulator.broker.property_codec import encode_properties, read_properties
from simulator.broker.storage.wall_time import WallTime
from simulator.broker.topics import check_topic

DECLARED = """
    topic TEXT NOT NULL, payload BLOB NOT NULL, qos INTEGER NOT NULL, retain INTEGER NOT NULL,
    properties BLOB NOT NULL"""

Row = tuple[Any, ...]


def row_of(message: Message) -> Row:
    """The columns of a message; the properties are the bytes that MQTT 5 has for them."""
    return (
        message.topic,
        message.payload,
        message.qos,
        message.retain,
        encode_properties(message.properties),
    )


def message_of(row: Row, place: int) -> Message:
    """The message in a row, with the properties of a PUBLISH or of a will (`place`).

    Raises `ProtocolError`, `ValueError` and `TypeError` for what no broker has written.
    """
    topic, payload, qos, retain, properties = row
    check_topic(topic)
    if qos not in (0, 1, 2) or not isinstance(payload, bytes):
        raise ValueError(f"no message on {topic}")
    return Message(topic, payload, qos, bool(retain), read_properties(Reader(properties), place))


def expiry_of(message: Message, expires_at_ms: int | None, time: WallTime) -> int | None:
    """Until when by the broker's clock a message is good that is good until then by the wall clock."""
    return time.at_the_broker(expires_at_ms, message.properties.get("message_expiry_interval", 0))
