"""CONNACK (MQTT 5.0, section 3.2), where MQTT 3.1.1 differs; the rest is in `both`."""

from __future__ import annotations

from typing import Any

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import MQTT_5, Connack
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states
from tests.conformance.wire import connect_5, field

LISTED = {0x00, *range(0x80, 0x8B), 0x8C, 0x90, 0x95, 0x97, *range(0x99, 0x9E), 0x9F}
"""Table 3-1."""
REFUSALS: dict[str, tuple[dict[str, Any], Reason]] = {
    "wrong password": ({"password": b"guess"}, Reason.BAD_USER_NAME_OR_PASSWORD),
    "unknown user": ({"username": "nobody"}, Reason.BAD_USER_NAME_OR_PASSWORD),
    "no user": ({"username": None, "password": None}, Reason.NOT_AUTHORIZED),
    "will out of reach": ({"username": "guest", "will": Message("a", b"")}, Reason.NOT_AUTHORIZED),
    "identifier taken": ({"client_id": "reserved"}, Reason.CLIENT_IDENTIFIER_NOT_VALID),
    "method": ({"properties": {"authentication_method": "x"}}, Reason.BAD_AUTHENTICATION_METHOD),
    "too many connections": ({}, Reason.QUOTA_EXCEEDED),
}


@states("MQTT-3.2.2-6", "MQTT-3.2.2-7", "MQTT-3.2.2-8", "MQTT-3.1.3-8", "MQTT-3.1.4-2", "MQTT-3.14.0-1")
@pytest.mark.parametrize(("fields", "code"), REFUSALS.values(), ids=REFUSALS)
def test_each_refusal_has_its_code_and_closes_the_connection(fields: dict[str, Any], code: Reason) -> None:
    lab = Lab(MQTT_5, connections=2)
    lab.broker.attach(lab.users["u"], "reserved", lambda _: None)
    lab.connect("absent", properties={"session_expiry_interval": 60}).vanish()
    lab.connect("1")
    lab.connect("2")
    client = lab.open()
    answer = client.connect(**{"client_id": "absent", "clean_start": False, **fields})
    assert (answer.code, answer.session_present) == (code, False)
    assert answer.code in LISTED
    assert answer.properties["reason_string"]
    assert client.is_closed
    assert client.received() == [], "nothing follows, not even DISCONNECT"


@states("MQTT-3.2.2-1", "MQTT-3.2.2-2", "MQTT-3.2.2-3")
@pytest.mark.parametrize(("flags", "present"), [(0xC2, 0), (0xC0, 1)], ids=["clean start", "resumed"])
def test_the_first_byte_says_nothing_but_session_present(lab: Lab, flags: int, present: int) -> None:
    lab.connect("c", properties={"session_expiry_interval": 60}).vanish()
    client = lab.open()
    client.send_bytes(connect_5(field("c"), field("u"), field("secret"), flags=flags))
    assert client.received_bytes()[2:4] == bytes((present, 0))


@states("MQTT-3.1.4-5", "MQTT-3.2.2-16")
def test_the_broker_tells_what_it_takes_and_nothing_that_was_not_asked(lab: Lab) -> None:
    answer = lab.open().connect()
    assert answer == Connack(
        False,
        Reason.SUCCESS,
        {"receive_maximum": 1000, "maximum_packet_size": 1_048_576, "topic_alias_maximum": 100},
    )


@states("MQTT-3.2.0-1", "MQTT-3.2.0-2", "MQTT-3.14.0-1")
def test_connack_comes_before_what_waited(lab: Lab, subscriber: Client, publisher: Client) -> None:
    subscriber.vanish()
    publisher.publish("a", qos=1)
    client = lab.open()
    assert client.received() == []
    client.connect(client_id="subscriber", clean_start=False)
    assert [type(packet).__name__ for packet in client.received()] == ["Publish"]
