"""The packets of the load generator, built by hand: the same bytes for every broker, and quickly.

MQTT 3.1.1. The message is a thermometer's, as Zigbee2MQTT would send it.
"""

from __future__ import annotations

from benchmarks.broker.target import PASSWORD, USERNAME

TOPIC = "lab/bench/zigbee2mqtt/window"
PAYLOAD = b'{"temperature":3.8,"humidity":62.1,"battery":87,"linkquality":120}'

CONNACK = b"\x20\x02\x00\x00"
"""Accepted, no session present."""
DISCONNECT = b"\xe0\x00"
PUBACK_LENGTH = 4
SUBACK_LENGTH = 5
_KEEPALIVE_S = 60


def connect(client_id: str, username: str = USERNAME) -> bytes:
    """A CONNECT with a clean session, the user and the password."""
    clean_with_user_and_password = 0xC2
    fields = (_text(client_id), _text(username), _text(PASSWORD))
    head = _text("MQTT") + bytes((4, clean_with_user_and_password)) + _KEEPALIVE_S.to_bytes(2, "big")
    return _packet(0x10, head + b"".join(fields))


def subscribe(qos: int) -> bytes:
    """A SUBSCRIBE to the topic."""
    return _packet(0x82, b"\x00\x01" + _text(TOPIC) + bytes((qos,)))


def publish(qos: int, packet_id: int = 1) -> bytes:
    """A PUBLISH of the message."""
    identifier = packet_id.to_bytes(2, "big") if qos else b""
    return _packet(0x30 | qos << 1, _text(TOPIC) + identifier + PAYLOAD)


def pubacks(publishes: bytes) -> bytes:
    """The PUBACKs of as many whole QoS 1 PUBLISH packets of the message, one after another.

    All are equally long, so that their packet identifiers are every so many bytes apart.
    """
    length = len(publish(1))
    start = length - len(PAYLOAD) - 2
    answers = bytearray(b"\x40\x02\x00\x00" * (len(publishes) // length))
    answers[2::4] = publishes[start::length]
    answers[3::4] = publishes[start + 1 :: length]
    return bytes(answers)


def _packet(first: int, body: bytes) -> bytes:
    assert len(body) < 0x80, "the length takes one byte"
    return bytes((first, len(body))) + body


def _text(text: str) -> bytes:
    return len(text).to_bytes(2, "big") + text.encode()
