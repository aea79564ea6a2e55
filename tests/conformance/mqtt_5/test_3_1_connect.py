"""CONNECT (MQTT 5.0, section 3.1), where MQTT 3.1.1 differs; the rest is in `both`."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Connack, Disconnect, Publish
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states
from tests.conformance.wire import connect_5, field, packet, properties, text_pair

NO_PROPERTIES = b"\0"
CLIENT_ID, NAME, PASSWORD = field("c"), field("u"), field("secret")
LOGIN = NAME + PASSWORD
WILL = NO_PROPERTIES + field("will") + field("gone")


@states("MQTT-3.1.2-1")
@pytest.mark.parametrize("name", ["MQTX", "mqtt", "MQTTT", "MQT", ""])
def test_another_protocol_is_not_spoken(lab: Lab, name: str) -> None:
    client = lab.open()
    client.send_bytes(connect_5(CLIENT_ID, LOGIN, name=name))
    assert client.expect_end() in (None, Reason.UNSUPPORTED_PROTOCOL_VERSION)


@states("MQTT-3.1.2-2", "MQTT-3.2.2-6", "MQTT-3.2.2-7")
@pytest.mark.parametrize("level", [6, 7, 0x84, 0xFF])
def test_a_newer_version_is_refused(lab: Lab, level: int) -> None:
    client = lab.open()
    client.send_bytes(connect_5(CLIENT_ID, LOGIN, level=level))
    assert client.received_one(Connack) == Connack(False, Reason.UNSUPPORTED_PROTOCOL_VERSION)
    assert client.is_closed


MALFORMED = [
    pytest.param(connect_5(CLIENT_ID, LOGIN, flags=0xC3), marks=states("MQTT-3.1.2-3"), id="reserved flag"),
    pytest.param(connect_5(CLIENT_ID, LOGIN, flags=0xC6), marks=states("MQTT-3.1.2-9"), id="no will"),
    pytest.param(
        connect_5(CLIENT_ID, NO_PROPERTIES, field("will"), flags=0x06),
        marks=states("MQTT-3.1.2-9"),
        id="no will payload",
    ),
    pytest.param(connect_5(CLIENT_ID, WILL, LOGIN), marks=states("MQTT-3.1.2-9"), id="will without its flag"),
    pytest.param(
        connect_5(CLIENT_ID, LOGIN, flags=0xCA),
        marks=states("MQTT-3.1.2-11"),
        id="will QoS 1 without a will",
    ),
    pytest.param(
        connect_5(CLIENT_ID, LOGIN, flags=0xD2),
        marks=states("MQTT-3.1.2-11"),
        id="will QoS 2 without a will",
    ),
    pytest.param(
        connect_5(CLIENT_ID, WILL, LOGIN, flags=0xDE), marks=states("MQTT-3.1.2-12"), id="will QoS 3"
    ),
    pytest.param(
        connect_5(CLIENT_ID, LOGIN, flags=0xE2),
        marks=states("MQTT-3.1.2-13"),
        id="will retain without a will",
    ),
    pytest.param(
        connect_5(CLIENT_ID, NAME, flags=0x02), marks=states("MQTT-3.1.2-16"), id="name without its flag"
    ),
    pytest.param(connect_5(CLIENT_ID, flags=0x82), marks=states("MQTT-3.1.2-17"), id="no name"),
    pytest.param(
        connect_5(CLIENT_ID, LOGIN, flags=0x82),
        marks=states("MQTT-3.1.2-18"),
        id="password without its flag",
    ),
    pytest.param(connect_5(CLIENT_ID, NAME), marks=states("MQTT-3.1.2-19"), id="no password"),
    pytest.param(connect_5(flags=0x02), marks=states("MQTT-3.1.3-3"), id="no client id"),
    pytest.param(connect_5(CLIENT_ID, LOGIN, b"more"), id="more than the payload"),
    pytest.param(packet(0x10, field("MQTT"), b"\x05\x02"), id="no keepalive"),
]


@states("MQTT-3.1.4-1", "MQTT-3.2.2-6", "MQTT-3.2.2-7")
@pytest.mark.parametrize("malformed", MALFORMED)
def test_a_malformed_connect_is_refused(lab: Lab, malformed: bytes) -> None:
    client = lab.open()
    client.send_bytes(malformed)
    refusal = client.received_one(Connack)
    assert (refusal.code, refusal.session_present) == (Reason.MALFORMED_PACKET, False)
    assert client.is_closed


@states("MQTT-3.1.4-1")
@pytest.mark.parametrize("cut_off", [packet(0x10), packet(0x10, field("MQTT")), packet(0x10, b"\0\4MQ")])
def test_a_connect_that_ends_before_its_version_closes_the_connection(lab: Lab, cut_off: bytes) -> None:
    client = lab.open()
    client.send_bytes(cut_off)
    client.expect_end()


@states("MQTT-3.1.4-1", "MQTT-3.3.2-14")
@pytest.mark.parametrize(
    ("topic", "will_properties", "reason"),
    [
        ("a/#", NO_PROPERTIES, Reason.TOPIC_NAME_INVALID),
        ("", NO_PROPERTIES, Reason.PROTOCOL_ERROR),
        ("a", properties(b"\x08", field("a/+")), Reason.PROTOCOL_ERROR),
    ],
)
def test_a_will_that_could_not_be_published_is_refused(
    lab: Lab, topic: str, will_properties: bytes, reason: Reason
) -> None:
    client = lab.open()
    client.send_bytes(connect_5(CLIENT_ID, will_properties, field(topic), field("gone"), LOGIN, flags=0xC6))
    assert client.expect_end() == reason


@states("MQTT-3.1.3-1", "MQTT-3.1.2-9", "MQTT-3.1.2-17", "MQTT-3.1.2-19")
def test_the_fields_of_the_payload_are_read_in_their_order(lab: Lab) -> None:
    watcher = lab.connect("watcher")
    watcher.subscribe("#", qos=2)
    client = lab.open()
    will = properties(text_pair("name", "value")) + field("will/topic") + field("will payload")
    client.send_bytes(connect_5(field("client"), will, LOGIN, flags=0xCE))
    assert client.received_one(Connack).code == 0
    lab.connect("client")
    assert watcher.received_one(Publish).message == Message(
        "will/topic", b"will payload", 1, properties={"user_properties": (("name", "value"),)}
    )


@states("MQTT-3.1.2-16", "MQTT-3.1.2-18", "MQTT-3.1.4-2")
@pytest.mark.parametrize(
    ("payload", "flags", "reason"),
    [
        (CLIENT_ID, 0x02, Reason.NOT_AUTHORIZED),
        (CLIENT_ID + NAME, 0x82, Reason.BAD_USER_NAME_OR_PASSWORD),
        (CLIENT_ID + PASSWORD, 0x42, Reason.NOT_AUTHORIZED),
    ],
    ids=["neither name nor password", "a name alone", "a password alone, as MQTT 5 allows"],
)
def test_fields_without_their_flags_are_not_looked_for(
    lab: Lab, payload: bytes, flags: int, reason: Reason
) -> None:
    client = lab.open()
    client.send_bytes(connect_5(payload, flags=flags))
    assert client.expect_end() == reason


@states("MQTT-3.1.4-2", "MQTT-3.2.2-7", "MQTT-3.2.2-8")
def test_a_will_for_a_topic_out_of_reach_is_refused(lab: Lab) -> None:
    client = lab.open()
    refusal = client.connect(username="guest", will=Message("elsewhere", b"gone"))
    assert refusal.code == Reason.NOT_AUTHORIZED
    assert client.is_closed


@states("MQTT-3.1.4-3")
@pytest.mark.parametrize("clean_start", [False, True])
def test_the_client_whose_place_is_taken_is_told_so(lab: Lab, client: Client, clean_start: bool) -> None:
    lab.connect("c", clean_start=clean_start)
    assert client.received_one(Disconnect).code == Reason.SESSION_TAKEN_OVER
    assert client.is_closed


@states("MQTT-3.1.4-5", "MQTT-3.2.0-1", "MQTT-3.2.2-1")
def test_an_accepted_connect_is_acknowledged_with_code_0(lab: Lab) -> None:
    client = lab.open()
    client.send_bytes(connect_5(CLIENT_ID, LOGIN))
    first, _, flags, code, *_ = client.received_bytes()
    assert (first, flags, code) == (0x20, 0, 0)
    assert not client.is_closed
