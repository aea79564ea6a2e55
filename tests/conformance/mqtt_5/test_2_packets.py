"""Fixed headers and the length of properties (MQTT 5.0, sections 2.1 and 2.2)."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from simulator.broker.reasons import Reason
from tests.conformance.client import Client
from tests.conformance.lab import Lab
from tests.conformance.states import states_5 as states
from tests.conformance.wire import connect_5, field, packet

LOGIN = field("u") + field("secret")
AFTER_CONNECT = {
    "PUBACK": bytes.fromhex("40 02 0001"),
    "PUBREC": bytes.fromhex("50 02 0001"),
    "PUBREL": bytes.fromhex("62 02 0001"),
    "PUBCOMP": bytes.fromhex("70 02 0001"),
    "SUBSCRIBE": bytes.fromhex("82 07 0001 00 0001 61 00"),
    "UNSUBSCRIBE": bytes.fromhex("a2 06 0001 00 0001 61"),
    "PINGREQ": bytes.fromhex("c0 00"),
    "DISCONNECT": bytes.fromhex("e0 00"),
    "AUTH": bytes.fromhex("f0 00"),
}
OWN_STATEMENTS = {
    "PUBREL": "MQTT-3.6.1-1",
    "SUBSCRIBE": "MQTT-3.8.1-1",
    "UNSUBSCRIBE": "MQTT-3.10.1-1",
    "DISCONNECT": "MQTT-3.14.1-1",
    "AUTH": "MQTT-3.15.1-1",
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


@states("MQTT-2.1.3-1", "MQTT-4.13.1-1")
@pytest.mark.parametrize("wrong", WRONG_FLAGS)
def test_reserved_flags_with_another_value_close_the_connection(lab: Lab, wrong: bytes) -> None:
    watcher = lab.connect("watcher")
    watcher.subscribe("will")
    client = lab.connect(will=Message("will", b"gone"))
    client.send_bytes(wrong)
    assert client.expect_end() == Reason.MALFORMED_PACKET, f"{wrong.hex(' ')} has invalid flags"
    assert watcher.messages() == [("will", b"gone")], "and does not count as a DISCONNECT"


@states("MQTT-2.1.3-1", "MQTT-3.1.4-1")
@pytest.mark.parametrize("flags", range(1, 16))
def test_reserved_flags_of_connect_with_another_value_close_the_connection(lab: Lab, flags: int) -> None:
    client = lab.open()
    client.send_bytes(bytes((0x10 | flags,)) + connect_5(field("c"), LOGIN)[1:])
    assert client.expect_end() == Reason.MALFORMED_PACKET


@states("MQTT-2.1.3-1", "MQTT-2.2.1-2", "MQTT-2.2.2-1")
def test_the_broker_sends_the_flags_of_the_table_and_properties_of_length_zero(client: Client) -> None:
    for sent, answer in [
        ("82 07 0001 00 0001 61 02", "90 04 00 01 00 02"),
        ("30 05 0001 61 00 78", "30 05 00 01 61 00 78"),
        ("34 07 0001 61 0001 00 78", "34 07 00 01 61 00 01 00 78 50 02 00 01"),
        ("62 02 0001", "70 02 00 01"),
        ("50 02 0001", "62 02 00 01"),
        ("32 06 0001 62 0002 00", "40 03 00 02 10"),
        ("a2 06 0003 00 0001 61", "b0 04 00 03 00 00"),
        ("c0 00", "d0 00"),
    ]:
        client.send_hex(sent)
        assert client.received_bytes().hex(" ") == answer, f"the answer to {sent}"


@states("MQTT-2.2.1-2")
def test_a_qos_0_message_has_no_packet_identifier(client: Client) -> None:
    client.subscribe("a", qos=2)
    client.send_hex("30 06 0001 61 00 0007")
    assert client.messages() == [("a", b"\0\7")], "what looks like an identifier is payload"


WITHOUT_LENGTH = {
    "CONNECT": packet(0x10, field("MQTT"), b"\5\2\0\0"),
    "PUBLISH": packet(0x30, field("a")),
    "PUBLISH at QoS 1": packet(0x32, field("a"), b"\0\1"),
    "SUBSCRIBE": packet(0x82, b"\0\1"),
    "UNSUBSCRIBE": packet(0xA2, b"\0\1"),
}


@states("MQTT-2.2.2-1")
@pytest.mark.parametrize("name", WITHOUT_LENGTH)
def test_a_packet_without_the_length_of_its_properties_closes_the_connection(lab: Lab, name: str) -> None:
    client = lab.open() if name == "CONNECT" else lab.connect()
    client.send_bytes(WITHOUT_LENGTH[name])
    assert client.expect_end() == Reason.MALFORMED_PACKET


@states("MQTT-2.2.2-1")
@pytest.mark.parametrize(
    "short", ["40 02 0007", "50 02 0007", "62 02 0007", "70 02 0007", "e0 00", "e0 01 00"]
)
def test_answers_and_disconnect_may_end_before_their_properties(client: Client, short: str) -> None:
    client.send_hex(short)
    assert client.is_closed is short.startswith("e0")
    assert not client.is_closed or client.received() == []
