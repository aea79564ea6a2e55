"""Fixed headers and packet identifiers (MQTT 3.1.1, sections 2.2 and 2.3)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.packets import Puback, Pubcomp, Pubrec, Pubrel
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states
from tests.conformance.wire import connect, field, packet

AFTER_CONNECT = {
    "PUBACK": bytes.fromhex("40 02 0001"),
    "PUBREC": bytes.fromhex("50 02 0001"),
    "PUBREL": bytes.fromhex("62 02 0001"),
    "PUBCOMP": bytes.fromhex("70 02 0001"),
    "SUBSCRIBE": bytes.fromhex("82 06 0001 0001 61 00"),
    "UNSUBSCRIBE": bytes.fromhex("a2 05 0001 0001 61"),
    "PINGREQ": bytes.fromhex("c0 00"),
    "DISCONNECT": bytes.fromhex("e0 00"),
}
OWN_STATEMENTS = {
    "PUBREL": "MQTT-3.6.1-1",
    "SUBSCRIBE": "MQTT-3.8.1-1",
    "UNSUBSCRIBE": "MQTT-3.10.1-1",
    "DISCONNECT": "MQTT-3.14.1-1",
}
WRONG_FLAGS = [
    pytest.param(
        bytes((right[0] & 0xF0 | flags,)) + right[1:],
        marks=states(*([OWN_STATEMENTS[name]] if name in OWN_STATEMENTS else [])),
        id=f"{name} {flags:04b}",
    )
    for name, right in AFTER_CONNECT.items()
    for flags in range(16)
    if flags != right[0] & 0x0F
]


@states("MQTT-2.2.2-1", "MQTT-2.2.2-2")
@pytest.mark.parametrize("wrong", WRONG_FLAGS)
def test_reserved_flags_with_another_value_close_the_connection(lab: Lab, wrong: bytes) -> None:
    watcher = lab.connect("watcher")
    watcher.subscribe("will")
    client = lab.connect(will=Message("will", b"gone"))
    client.send_bytes(wrong)
    assert client.is_closed, f"{wrong.hex(' ')} has invalid flags"
    assert client.received() == [], "a packet with invalid flags is not answered"
    assert watcher.messages() == [("will", b"gone")], "and does not count as a DISCONNECT"


@states("MQTT-2.2.2-1", "MQTT-2.2.2-2")
@pytest.mark.parametrize("flags", range(1, 16))
def test_reserved_flags_of_connect_with_another_value_close_the_connection(lab: Lab, flags: int) -> None:
    client = lab.open()
    right = connect("c", "u", "secret")
    client.send_bytes(bytes((0x10 | flags,)) + right[1:])
    assert client.is_closed
    assert client.received() == []


@states("MQTT-2.2.2-1")
def test_the_broker_sends_the_flags_of_the_table(lab: Lab) -> None:
    client = lab.open()
    for sent, answer in [
        (connect("c", "u", "secret").hex(), "20 02 00 00"),
        ("82 06 0001 0001 61 02", "90 03 00 01 02"),
        ("34 05 0001 61 0001", "50 02 00 01"),
        ("62 02 0001", "70 02 00 01"),
        ("50 02 0001", "62 02 00 01"),
        ("32 05 0001 62 0002", "40 02 00 02"),
        ("a2 05 0003 0001 61", "b0 02 00 03"),
        ("c0 00", "d0 00"),
    ]:
        client.send_hex(sent)
        answered = client.received_bytes().hex(" ")
        assert answer in answered, f"{sent} should have been answered by {answer}, not {answered}"


@states("MQTT-2.3.1-1")
@pytest.mark.parametrize(
    "without",
    [
        packet(0x82, b"\0\0", field("a"), b"\0"),
        packet(0xA2, b"\0\0", field("a")),
        packet(0x32, field("a"), b"\0\0", b"x"),
        packet(0x34, field("a"), b"\0\0", b"x"),
    ],
    ids=["SUBSCRIBE", "UNSUBSCRIBE", "PUBLISH at QoS 1", "PUBLISH at QoS 2"],
)
def test_the_packet_identifier_zero_closes_the_connection(lab: Lab, without: bytes) -> None:
    client = lab.connect()
    client.send_bytes(without)
    assert client.is_closed
    assert client.received() == []


@states("MQTT-2.3.1-1", "MQTT-2.3.1-4", "MQTT-4.3.2-1", "MQTT-4.3.3-1")
@pytest.mark.parametrize("qos", [1, 2])
def test_an_identifier_in_use_is_not_given_to_another_message(lab: Lab, qos: int) -> None:
    """Once around all identifiers: tests/simulator/broker/test_outbox.py."""
    subscriber = lab.connect("s", clean_start=False)
    subscriber.subscribe("a", qos=2)
    publisher = lab.connect("p")
    in_use: set[int] = {0}
    for number in range(1, 101):
        publisher.publish("a", qos=qos, packet_id=number)
        given = subscriber.publishes()[-1].packet_id
        assert given not in in_use, f"{given} is in use"
        in_use.add(given)
        if number % 25 == 0:
            subscriber.vanish()
            subscriber = lab.connect("s", clean_start=False)
            assert {publish.packet_id for publish in subscriber.publishes()} == in_use - {0}


@states("MQTT-2.3.1-4")
def test_an_identifier_stays_in_use_until_pubcomp(lab: Lab) -> None:
    subscriber, publisher = lab.connect("s"), lab.connect("p")
    subscriber.subscribe("a", qos=2)
    publisher.publish("a", qos=2, packet_id=9)
    first = subscriber.publishes()[0].packet_id
    subscriber.send(Pubrec(first))
    publisher.publish("a", qos=1, packet_id=9)
    assert subscriber.publishes()[0].packet_id != first


@states("MQTT-2.3.1-5")
def test_qos_0_has_no_packet_identifier(lab: Lab) -> None:
    client = lab.connect()
    client.subscribe("a", qos=2)
    client.send_hex("30 04 0001 61 78")
    assert client.received_bytes().hex(" ") == "30 04 00 01 61 78"


@states("MQTT-2.3.1-6")
def test_acknowledgements_carry_the_identifier_of_their_message(lab: Lab) -> None:
    client = lab.connect()
    client.publish("a", qos=1, packet_id=0x1234)
    client.publish("a", qos=2, packet_id=0xFFFF)
    client.send(Pubrel(0xFFFF))
    assert client.received() == [Puback(0x1234), Pubrec(0xFFFF), Pubcomp(0xFFFF)]


@states("MQTT-2.3.1-6")
def test_the_release_carries_the_identifier_of_its_message(lab: Lab) -> None:
    subscriber, publisher = lab.connect("s"), lab.connect("p")
    subscriber.subscribe("a", qos=2)
    for packet_id in (7, 8):
        publisher.publish("a", qos=2, packet_id=packet_id)
    first, second = (publish.packet_id for publish in subscriber.publishes())
    subscriber.send(Pubrec(second), Pubrec(first))
    assert subscriber.received() == [Pubrel(second), Pubrel(first)]


@states("MQTT-2.3.1-7", "MQTT-3.8.4-2", "MQTT-3.10.4-4")
@pytest.mark.parametrize("packet_id", [1, 0x1234, 0xFFFF])
def test_answers_carry_the_identifier_of_their_request(lab: Lab, packet_id: int) -> None:
    client = lab.connect()
    client.subscribe("a", packet_id=packet_id)
    assert client.unsubscribe("a", packet_id=packet_id).packet_id == packet_id
