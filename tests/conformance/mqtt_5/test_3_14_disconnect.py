"""DISCONNECT (MQTT 5.0, section 3.14), from either side; that it takes the will back stands with wills."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.broker.packets import MQTT_5, Auth, Disconnect, Pingreq
from simulator.broker.reasons import Reason
from tests.conformance.client import Client, connect_packet
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states
from tests.conformance.wire import connect_5, field

LISTED = {0x00, 0x04, *range(0x80, 0x84), 0x87, 0x89, *range(0x8B, 0x91), *range(0x93, 0xA3)}
"""Table 3-10."""
Deed = Callable[[Lab, Client], None]


def break_the_protocol(lab: Lab, client: Client) -> None:
    client.send_hex("00 00")


def fall_silent(lab: Lab, client: Client) -> None:
    lab.advance(15_000)


def be_taken_over(lab: Lab, client: Client) -> None:
    lab.connect("c", clean_start=False)


def send_too_much(lab: Lab, client: Client) -> None:
    client.send(*[Pingreq()] * 1_000)


def send_a_large_packet(lab: Lab, client: Client) -> None:
    client.send_hex("30 ff ff 7f")


def be_expelled(lab: Lab, client: Client) -> None:
    lab.broker.expel("u")


ENDINGS = {
    break_the_protocol: Reason.PROTOCOL_ERROR,
    fall_silent: Reason.KEEP_ALIVE_TIMEOUT,
    be_taken_over: Reason.SESSION_TAKEN_OVER,
    send_too_much: Reason.MESSAGE_RATE_TOO_HIGH,
    send_a_large_packet: Reason.PACKET_TOO_LARGE,
    be_expelled: Reason.NOT_AUTHORIZED,
}


@states("MQTT-3.14.2-1", "MQTT-3.14.2-2", "MQTT-3.14.4-1", "MQTT-3.14.4-2")
@pytest.mark.parametrize(("deed", "code"), ENDINGS.items(), ids=[deed.__name__ for deed in ENDINGS])
def test_the_broker_says_why_it_ends_a_connection(deed: Deed, code: Reason) -> None:
    lab = Lab(MQTT_5, messages_per_second=100)
    kept = {"session_expiry_interval": 60}
    client = lab.connect("c", keepalive_s=10, properties=kept)
    deed(lab, client)
    *_, farewell = client.received()
    assert isinstance(farewell, Disconnect)
    assert farewell.code == code
    assert farewell.code in LISTED
    assert farewell.properties.keys() == {"reason_string"}, "above all, no session expiry interval"
    assert client.is_closed
    client.send(Pingreq())
    assert client.received() == [], "nothing follows"


@states("MQTT-3.14.2-1", "MQTT-3.1.0-2")
@pytest.mark.parametrize(
    "second",
    [
        connect_5(field("c"), field("u"), field("secret")),
        connect_5(field("c"), name="other"),
        connect_5(field("c"), level=6),
        connect_5(field("c"), flags=0xFF),
    ],
    ids=["well-formed", "another protocol", "another version", "malformed"],
)
def test_a_second_connect_is_answered_as_what_it_is_whatever_it_says(client: Client, second: bytes) -> None:
    client.send_bytes(second)
    assert client.received_one(Disconnect).code == Reason.PROTOCOL_ERROR
    assert client.is_closed


@states("MQTT-3.14.2-1", "MQTT-3.14.4-2")
def test_only_the_codes_listed_are_taken(lab: Lab) -> None:
    taken = set()
    for code in range(256):
        client = lab.connect()
        client.send_hex(f"e0 01 {code:02x}")
        if client.expect_end() is None:
            taken.add(code)
    assert taken == LISTED


@states("MQTT-3.14.0-1")
@pytest.mark.parametrize(
    "wrong",
    [
        bytes.fromhex("c0 00"),
        bytes.fromhex("00 00"),
        connect_5(field("c"), field("u"), field("secret"), flags=0xC3),
        connect_5(field("c"), field("u"), field("guess")),
        connect_5(field("c"), field("u"), field("secret"), name="other"),
        connect_5(field("c"), field("u"), field("secret"), level=6),
    ],
)
def test_who_was_not_let_in_is_sent_no_disconnect(lab: Lab, wrong: bytes) -> None:
    client = lab.open()
    client.send_bytes(wrong)
    client.expect_end()


@states("MQTT-3.14.0-1")
def test_who_never_introduces_himself_is_sent_no_disconnect(lab: Lab) -> None:
    client = lab.open()
    lab.advance(60_000)
    assert client.is_closed
    assert client.received() == []


@states("MQTT-3.14.4-1", "MQTT-3.14.4-2")
@pytest.mark.parametrize("code", [Reason.SUCCESS, Reason.DISCONNECT_WITH_WILL, Reason.UNSPECIFIED_ERROR])
def test_the_clients_disconnect_is_the_last_word(client: Client, code: Reason) -> None:
    client.send(Disconnect(code, {"reason_string": "bye", "user_properties": (("a", "b"),)}))
    client.send(Pingreq(), connect_packet(level=MQTT_5), Auth())
    assert client.expect_end() is None
