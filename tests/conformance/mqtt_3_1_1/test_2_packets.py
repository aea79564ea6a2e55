"""Fixed headers (MQTT 3.1.1, section 2.2), and QoS 0 without an identifier; the rest is in `both`."""

from __future__ import annotations

import pytest

from simulator.broker.message import Message
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states
from tests.conformance.wire import connect

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


@states("MQTT-2.3.1-5")
def test_qos_0_has_no_packet_identifier(lab: Lab) -> None:
    client = lab.connect()
    client.subscribe("a", qos=2)
    client.send_hex("30 04 0001 61 78")
    assert client.received_bytes().hex(" ") == "30 04 00 01 61 78"
