"""Packets put together byte by byte, so that they can also be wrong."""

from __future__ import annotations

CONNECTED = 0xC2
"""Connect flags of a clean session with user name and password."""


def field(content: str | bytes) -> bytes:
    """A text or binary field: its length in two bytes, then the content as it is."""
    data = content.encode() if isinstance(content, str) else content
    return len(data).to_bytes(2, "big") + data


def packet(first: int, *parts: bytes) -> bytes:
    """A packet of up to 127 bytes after its remaining length."""
    body = b"".join(parts)
    assert len(body) < 0x80, "the remaining length takes more than a byte"
    return bytes((first, len(body))) + body


def text_pair(name: str | bytes, value: str | bytes) -> bytes:
    """A user property: two texts behind their identifier."""
    return b"\x26" + field(name) + field(value)


def properties(*parts: bytes) -> bytes:
    """Up to 127 bytes of properties behind their length."""
    content = b"".join(parts)
    assert len(content) < 0x80, "the length of the properties takes more than a byte"
    return bytes((len(content),)) + content


def connect(
    *payload: str | bytes, flags: int = CONNECTED, name: str = "MQTT", level: int = 4, keepalive_s: int = 0
) -> bytes:
    """A CONNECT of MQTT 3.1.1 whose payload has these fields, whatever the flags promise."""
    head = field(name) + bytes((level, flags)) + keepalive_s.to_bytes(2, "big")
    return packet(0x10, head, *(field(content) for content in payload))


def connect_5(
    *payload: bytes,
    flags: int = CONNECTED,
    properties: bytes = b"\0",
    name: str = "MQTT",
    level: int = 5,
) -> bytes:
    """A CONNECT of MQTT 5 whose payload has these parts, each as it is, whatever the flags promise."""
    return packet(0x10, field(name), bytes((level, flags)), b"\0\0", properties, *payload)
