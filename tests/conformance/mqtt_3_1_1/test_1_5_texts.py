"""Texts on the wire (MQTT 3.1.1, section 1.5.3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.broker.packets import Publish
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states
from tests.conformance.wire import connect, field, packet

Packet = Callable[[bytes], bytes]

IN_CONNECT = [
    pytest.param(lambda text: connect(text, "u", "secret"), marks=states("MQTT-3.1.3-4"), id="client id"),
    pytest.param(
        lambda text: connect("c", text, "gone", "u", "secret", flags=0xC6),
        marks=states("MQTT-3.1.3-10"),
        id="will topic",
    ),
    pytest.param(lambda text: connect("c", text, "secret"), marks=states("MQTT-3.1.3-11"), id="user name"),
]
LATER = [
    pytest.param(lambda text: packet(0x30, field(text), b"x"), marks=states("MQTT-3.3.2-1"), id="topic"),
    pytest.param(
        lambda text: packet(0x82, b"\0\1", field(text), b"\0"),
        marks=states("MQTT-3.8.3-1"),
        id="filter to subscribe",
    ),
    pytest.param(
        lambda text: packet(0xA2, b"\0\1", field(text)),
        marks=states("MQTT-3.10.3-1"),
        id="filter to unsubscribe",
    ),
]
ILL_FORMED = pytest.mark.parametrize(
    "text",
    [b"a\xff", b"a\xc3", b"\xc0\x80", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80"],
    ids=["no UTF-8", "cut off", "too long a form", "first surrogate", "last surrogate", "beyond Unicode"],
)


@states("MQTT-1.5.3-1")
@ILL_FORMED
@pytest.mark.parametrize("write", IN_CONNECT)
def test_ill_formed_text_in_connect_closes_the_connection(lab: Lab, write: Packet, text: bytes) -> None:
    client = lab.open()
    client.send_bytes(write(text))
    assert client.is_closed, f"{text!r} is no text"
    assert client.received() == []


@states("MQTT-1.5.3-1", "MQTT-4.7.3-3")
@ILL_FORMED
@pytest.mark.parametrize("write", LATER)
def test_ill_formed_text_closes_the_connection(lab: Lab, write: Packet, text: bytes) -> None:
    client = lab.connect()
    client.send_bytes(write(text))
    assert client.is_closed, f"{text!r} is no text"


@states("MQTT-1.5.3-2")
@pytest.mark.parametrize("write", IN_CONNECT)
def test_the_null_character_in_connect_closes_the_connection(lab: Lab, write: Packet) -> None:
    client = lab.open()
    client.send_bytes(write(b"a\0b"))
    assert client.is_closed
    assert client.received() == []


@states("MQTT-1.5.3-2", "MQTT-4.7.3-2")
@pytest.mark.parametrize("write", LATER)
def test_the_null_character_closes_the_connection(lab: Lab, write: Packet) -> None:
    client = lab.connect()
    client.send_bytes(write(b"a\0b"))
    assert client.is_closed


@states("MQTT-1.5.3-3")
def test_a_byte_order_mark_is_a_character_like_others(lab: Lab) -> None:
    client = lab.connect()
    client.subscribe("\ufeffa", "b")
    client.send_bytes(packet(0x30, field(b"\xef\xbb\xbfa"), b"1"))
    client.send_bytes(packet(0x30, field(b"\xef\xbb\xbfb"), b"2"))
    packet_back = client.received_one(Publish)
    assert packet_back.message.topic.encode() == b"\xef\xbb\xbfa"
