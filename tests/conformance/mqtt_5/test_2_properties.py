"""Where properties may stand, how often, and what they may hold (MQTT 5.0, section 2.2.2 and table 2-4)."""

from __future__ import annotations

import pytest

from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states
from tests.conformance.wire import connect_5, field, packet, properties, text_pair

LOGIN = field("u") + field("secret")
EXPIRY, RECEIVE_MAXIMUM, ALIAS_MAXIMUM = "11 00000001", "21 0001", "22 0001"
MAXIMUM_SIZE, PROBLEMS, RESPONSES = "27 0000ffff", "17 01", "19 01"
METHOD, DATA = "15 0001 61", "16 0001 61"
FORMAT, MESSAGE_EXPIRY, CONTENT_TYPE = "01 01", "02 00000001", "03 0001 61"
RESPONSE_TOPIC, CORRELATION, ALIAS = "08 0001 61", "09 0001 61", "23 0001"
WILL_DELAY, IDENTIFIER, REASON = "18 00000001", "0b 01", "1f 0001 61"
USER = text_pair("name", "value").hex()


def many(*texts: str) -> bytes:
    return properties(*(bytes.fromhex(text) for text in texts))


def in_connect(*texts: str) -> bytes:
    return connect_5(field("c"), LOGIN, properties=many(*texts))


def in_will(*texts: str) -> bytes:
    return connect_5(field("c"), many(*texts), field("will"), field("gone"), LOGIN, flags=0xC6)


def in_publish(*texts: str) -> bytes:
    return packet(0x30, field("a"), many(*texts), b"x")


def in_puback(*texts: str) -> bytes:
    return packet(0x40, b"\0\1\0", many(*texts))


def in_subscribe(*texts: str) -> bytes:
    return packet(0x82, b"\0\1", many(*texts), field("a"), b"\0")


def in_unsubscribe(*texts: str) -> bytes:
    return packet(0xA2, b"\0\1", many(*texts), field("a"))


def in_disconnect(*texts: str) -> bytes:
    return packet(0xE0, b"\0", many(*texts))


ONCE = {
    in_connect: [EXPIRY, RECEIVE_MAXIMUM, ALIAS_MAXIMUM, MAXIMUM_SIZE, PROBLEMS, RESPONSES, METHOD],
    in_will: [FORMAT, MESSAGE_EXPIRY, CONTENT_TYPE, RESPONSE_TOPIC, CORRELATION, WILL_DELAY],
    in_publish: [FORMAT, MESSAGE_EXPIRY, CONTENT_TYPE, RESPONSE_TOPIC, CORRELATION, ALIAS],
    in_puback: [REASON],
    in_subscribe: [IDENTIFIER],
    in_disconnect: [EXPIRY, REASON],
}
NOWHERE = ["00 00", "04 00", "7f 00", "2b 01"]
ELSEWHERE = {
    in_connect: [FORMAT, MESSAGE_EXPIRY, WILL_DELAY, ALIAS, IDENTIFIER, REASON, "12 0001 61", "13 0001"],
    in_will: [EXPIRY, ALIAS, IDENTIFIER, RECEIVE_MAXIMUM, REASON],
    in_publish: [EXPIRY, WILL_DELAY, RECEIVE_MAXIMUM, REASON, METHOD, "24 01", "25 01"],
    in_puback: [FORMAT, EXPIRY, IDENTIFIER, "1c 0001 61"],
    in_subscribe: [FORMAT, EXPIRY, REASON, ALIAS],
    in_unsubscribe: [IDENTIFIER, REASON],
    in_disconnect: [WILL_DELAY, FORMAT, RECEIVE_MAXIMUM],
}
OUT_OF_RANGE = [
    in_connect("21 0000"),
    in_connect("27 00000000"),
    in_connect("17 02"),
    in_connect("19 02"),
    in_will("01 02"),
    in_publish("01 02"),
    in_subscribe("0b 00"),
]


def ends_with(lab: Lab, sent: bytes) -> int | None:
    """How the broker takes leave of a client that sends this, after CONNECT unless it is one."""
    client = lab.open() if sent[0] == 0x10 else lab.connect()
    client.send_bytes(sent)
    return client.expect_end()


def rows(table: dict) -> list:
    return [
        pytest.param(write, text, id=f"{write.__name__} {text}")
        for write, texts in table.items()
        for text in texts
    ]


@states("MQTT-4.13.1-1")
@pytest.mark.parametrize(("write", "text"), rows(ONCE))
def test_a_property_that_may_stand_once_does_not_stand_twice(lab: Lab, write, text: str) -> None:
    assert ends_with(lab, write(text, USER, text)) == Reason.PROTOCOL_ERROR


@states("MQTT-4.13.1-1")
@pytest.mark.parametrize("write", [in_publish, in_puback, in_subscribe, in_unsubscribe])
def test_user_properties_may_be_many(client: Client, write) -> None:
    client.send_bytes(write(USER, USER, USER))
    assert not client.is_closed


@states("MQTT-4.13.1-1")
@pytest.mark.parametrize(
    ("write", "text"), rows(ELSEWHERE) + rows(dict.fromkeys([*ONCE, in_unsubscribe], NOWHERE))
)
def test_a_property_that_has_no_place_in_a_packet_closes_the_connection(lab: Lab, write, text: str) -> None:
    assert ends_with(lab, write(text)) == Reason.MALFORMED_PACKET


@states("MQTT-4.13.1-1")
@pytest.mark.parametrize("sent", OUT_OF_RANGE, ids=lambda sent: sent.hex(" "))
def test_a_value_outside_its_range_closes_the_connection(lab: Lab, sent: bytes) -> None:
    assert ends_with(lab, sent) == Reason.PROTOCOL_ERROR


@states("MQTT-4.13.1-1")
def test_authentication_data_without_a_method_closes_the_connection(lab: Lab) -> None:
    assert ends_with(lab, in_connect(DATA)) == Reason.PROTOCOL_ERROR


@states("MQTT-3.3.4-6", "MQTT-4.13.1-1")
def test_a_client_does_not_publish_with_a_subscription_identifier(lab: Lab) -> None:
    assert ends_with(lab, in_publish(IDENTIFIER)) == Reason.PROTOCOL_ERROR


@states("MQTT-2.2.2-1", "MQTT-4.13.1-1")
@pytest.mark.parametrize("length", [1, 2, 3, 5, 0x7F], ids="{} bytes".format)
def test_properties_that_do_not_have_their_length_close_the_connection(lab: Lab, length: int) -> None:
    body = bytes((length,)) + bytes.fromhex(f"{CONTENT_TYPE} {FORMAT}")
    assert ends_with(lab, packet(0x30, field("a"), body)) == Reason.MALFORMED_PACKET
