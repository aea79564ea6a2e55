"""Texts and numbers on the wire (MQTT 5.0, section 1.5)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.broker.packets import Publish, SubscriptionOptions
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states
from tests.conformance.wire import connect_5, field, packet, properties, text_pair

Packet = Callable[[bytes], bytes]

LOGIN = field("u") + field("secret")
NO_PROPERTIES = b"\0"
RESPONSE_TOPIC, CONTENT_TYPE, METHOD, REASON = b"\x08", b"\x03", b"\x15", b"\x1f"


def with_will(will_properties: bytes, topic: str | bytes = "will") -> bytes:
    return connect_5(field("c"), will_properties, field(topic), field("gone"), LOGIN, flags=0xC6)


def publish(*parts: bytes) -> bytes:
    return packet(0x30, field("a"), properties(*parts), b"x")


PAIR = states("MQTT-1.5.7-1")
IN_CONNECT = [
    pytest.param(lambda text: connect_5(field(text), LOGIN), marks=states("MQTT-3.1.3-4"), id="client id"),
    pytest.param(lambda text: with_will(NO_PROPERTIES, text), marks=states("MQTT-3.1.3-11"), id="will topic"),
    pytest.param(
        lambda text: connect_5(field("c"), field(text), field("secret")),
        marks=states("MQTT-3.1.3-12"),
        id="user name",
    ),
    pytest.param(
        lambda text: connect_5(field("c"), LOGIN, properties=properties(METHOD, field(text))),
        id="authentication method",
    ),
    pytest.param(
        lambda text: connect_5(field("c"), LOGIN, properties=properties(text_pair("name", text))),
        marks=PAIR,
        id="user property",
    ),
    pytest.param(
        lambda text: with_will(properties(CONTENT_TYPE, field(text))),
        marks=states("MQTT-3.3.2-19"),
        id="content type of the will",
    ),
    pytest.param(
        lambda text: with_will(properties(RESPONSE_TOPIC, field(text))),
        marks=states("MQTT-3.3.2-13"),
        id="response topic of the will",
    ),
    pytest.param(
        lambda text: with_will(properties(text_pair(text, "value"))),
        marks=PAIR,
        id="user property of the will",
    ),
]
LATER = [
    pytest.param(
        lambda text: packet(0x30, field(text), NO_PROPERTIES),
        marks=states("MQTT-3.3.2-1", "MQTT-4.7.3-2", "MQTT-4.7.3-3"),
        id="topic",
    ),
    pytest.param(
        lambda text: publish(RESPONSE_TOPIC, field(text)), marks=states("MQTT-3.3.2-13"), id="response topic"
    ),
    pytest.param(
        lambda text: publish(CONTENT_TYPE, field(text)), marks=states("MQTT-3.3.2-19"), id="content type"
    ),
    pytest.param(lambda text: publish(text_pair(text, "value")), marks=PAIR, id="name of a user property"),
    pytest.param(lambda text: publish(text_pair("name", text)), marks=PAIR, id="value of a user property"),
    pytest.param(
        lambda text: packet(0x82, b"\0\1", NO_PROPERTIES, field(text), b"\0"),
        marks=states("MQTT-3.8.3-1", "MQTT-4.7.3-2", "MQTT-4.7.3-3"),
        id="filter to subscribe",
    ),
    pytest.param(
        lambda text: packet(0xA2, b"\0\1", NO_PROPERTIES, field(text)),
        marks=states("MQTT-3.10.3-1", "MQTT-4.7.3-2", "MQTT-4.7.3-3"),
        id="filter to unsubscribe",
    ),
    pytest.param(
        lambda text: packet(0x40, b"\0\1", b"\0", properties(REASON, field(text))), id="reason of PUBACK"
    ),
    pytest.param(
        lambda text: packet(0xE0, b"\0", properties(REASON, field(text))), id="reason of DISCONNECT"
    ),
]
ILL_FORMED = pytest.mark.parametrize(
    "text",
    [b"a\xff", b"a\xc3", b"\xc0\x80", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xf4\x90\x80\x80"],
    ids=["no UTF-8", "cut off", "too long a form", "first surrogate", "last surrogate", "beyond Unicode"],
)


@states("MQTT-1.5.4-1", "MQTT-3.1.4-1")
@ILL_FORMED
@pytest.mark.parametrize("write", IN_CONNECT)
def test_ill_formed_text_in_connect_is_refused(lab: Lab, write: Packet, text: bytes) -> None:
    client = lab.open()
    client.send_bytes(write(text))
    assert client.expect_end() == Reason.MALFORMED_PACKET


@states("MQTT-1.5.4-1")
@ILL_FORMED
@pytest.mark.parametrize("write", LATER)
def test_ill_formed_text_closes_the_connection(client: Client, write: Packet, text: bytes) -> None:
    client.send_bytes(write(text))
    assert client.expect_end() == Reason.MALFORMED_PACKET


@states("MQTT-1.5.4-2", "MQTT-3.1.4-1")
@pytest.mark.parametrize("write", IN_CONNECT)
def test_the_null_character_in_connect_is_refused(lab: Lab, write: Packet) -> None:
    client = lab.open()
    client.send_bytes(write(b"a\0b"))
    assert client.expect_end() == Reason.MALFORMED_PACKET


@states("MQTT-1.5.4-2")
@pytest.mark.parametrize("write", LATER)
def test_the_null_character_closes_the_connection(client: Client, write: Packet) -> None:
    client.send_bytes(write(b"a\0b"))
    assert client.expect_end() == Reason.MALFORMED_PACKET


@states("MQTT-1.5.4-3")
def test_a_byte_order_mark_is_a_character_like_others(client: Client) -> None:
    mark = b"\xef\xbb\xbf"
    client.subscribe("\ufeffa")
    pair, content_type = text_pair(mark, mark + b"1" + mark), CONTENT_TYPE + field(mark)
    sent = packet(0x30, field(mark + b"a"), properties(pair, content_type), b"1")
    client.send_bytes(sent + packet(0x30, field(b"a"), NO_PROPERTIES, b"2"))
    assert client.received_bytes() == sent


@states("MQTT-1.5.5-1")
@pytest.mark.parametrize(
    "longer",
    ["30 85 00 0001 61 00 78", "30 06 0001 61 80 00 78", "82 0a 0001 03 0b 81 00 0001 61 00", "c0 80 00"],
    ids=["remaining length", "property length", "subscription identifier", "remaining length of zero"],
)
def test_a_number_in_more_bytes_than_it_needs_closes_the_connection(client: Client, longer: str) -> None:
    client.send_hex(longer)
    assert client.expect_end() == Reason.MALFORMED_PACKET


LENGTHS = {127: "7f", 128: "80 01", 16_383: "ff 7f", 16_384: "80 80 01", 300_000: "e0 a7 12"}


@states("MQTT-1.5.5-1")
@pytest.mark.parametrize(("length", "shortest"), LENGTHS.items(), ids=LENGTHS.values())
def test_the_broker_writes_the_shortest_remaining_length(
    subscriber: Client, publisher: Client, length: int, shortest: str
) -> None:
    publisher.publish("a", b"x" * (length - 4))
    assert subscriber.received_bytes().startswith(bytes.fromhex(f"30 {shortest} 0001 61 00"))


@states("MQTT-1.5.5-1")
@pytest.mark.parametrize(("length", "shortest"), list(LENGTHS.items())[:4], ids=list(LENGTHS.values())[:4])
def test_the_broker_writes_the_shortest_property_length(
    subscriber: Client, publisher: Client, length: int, shortest: str
) -> None:
    publisher.publish("a", properties={"content_type": "x" * (length - 3)})
    assert bytes.fromhex(f"0001 61 {shortest} 03") in subscriber.received_bytes()


@states("MQTT-1.5.5-1")
@pytest.mark.parametrize("number", [1, 127, 128, 16_383, 16_384, 268_435_455])
def test_subscription_identifiers_of_every_length_come_back(client: Client, number: int) -> None:
    client.subscribe_each(("a", SubscriptionOptions()), properties={"subscription_identifiers": (number,)})
    client.publish("a")
    assert client.received_one(Publish).message.properties == {"subscription_identifiers": (number,)}
