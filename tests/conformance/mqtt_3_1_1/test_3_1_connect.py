"""CONNECT (MQTT 3.1.1, section 3.1), where MQTT 5 differs; the rest is in `both`."""

from __future__ import annotations

import pytest

from simulator.broker.packets import (
    Connack,
    Publish,
)
from tests.conformance.lab import Lab
from tests.conformance.states import states_3_1_1 as states
from tests.conformance.wire import connect, field, packet


@states("MQTT-3.1.2-1", "MQTT-3.2.2-6")
@pytest.mark.parametrize("name", ["MQTX", "mqtt", "MQTTT", "MQT", ""])
def test_another_protocol_is_not_spoken(lab: Lab, name: str) -> None:
    watcher = lab.connect("watcher")
    watcher.subscribe("#")
    client = lab.open()
    client.send_bytes(connect("c", "u", "secret", name=name) + packet(0x30, field("a"), b"x"))
    assert client.is_closed
    assert client.received_bytes() == b""
    assert watcher.messages() == []


@states("MQTT-3.1.2-2", "MQTT-3.2.2-4", "MQTT-3.2.2-5")
@pytest.mark.parametrize(
    ("name", "level"), [("MQTT", 0), ("MQTT", 1), ("MQTT", 2), ("MQTT", 3), ("MQIsdp", 3)]
)
def test_an_older_level_is_refused_with_code_1(lab: Lab, name: str, level: int) -> None:
    client = lab.open()
    client.send_bytes(connect("c", "u", "secret", name=name, level=level))
    assert client.received_bytes().hex(" ") == "20 02 00 01"
    assert client.is_closed


MALFORMED = [
    pytest.param(connect("c", "u", "secret", flags=0xC3), marks=states("MQTT-3.1.2-3"), id="reserved flag"),
    pytest.param(connect("c", "u", "secret", flags=0xC6), marks=states("MQTT-3.1.2-9"), id="no will"),
    pytest.param(connect("c", "w", flags=0x06), marks=states("MQTT-3.1.2-9"), id="no will message"),
    pytest.param(
        connect("c", "w", "gone", "u", "secret"), marks=states("MQTT-3.1.2-11"), id="will without its flag"
    ),
    pytest.param(
        connect("c", "u", "secret", flags=0xCA),
        marks=states("MQTT-3.1.2-11", "MQTT-3.1.2-13"),
        id="will QoS 1 without a will",
    ),
    pytest.param(
        connect("c", "u", "secret", flags=0xD2),
        marks=states("MQTT-3.1.2-11", "MQTT-3.1.2-13"),
        id="will QoS 2 without a will",
    ),
    pytest.param(
        connect("c", "w", "gone", "u", "secret", flags=0xDE), marks=states("MQTT-3.1.2-14"), id="will QoS 3"
    ),
    pytest.param(
        connect("c", "u", "secret", flags=0xE2),
        marks=states("MQTT-3.1.2-11", "MQTT-3.1.2-15"),
        id="will retain without a will",
    ),
    pytest.param(connect("c", "u", flags=0x02), marks=states("MQTT-3.1.2-18"), id="name without its flag"),
    pytest.param(connect("c", flags=0x82), marks=states("MQTT-3.1.2-19"), id="no name"),
    pytest.param(
        connect("c", "u", "secret", flags=0x82), marks=states("MQTT-3.1.2-20"), id="password without its flag"
    ),
    pytest.param(connect("c", "u"), marks=states("MQTT-3.1.2-21"), id="no password"),
    pytest.param(
        connect("c", "secret", flags=0x42), marks=states("MQTT-3.1.2-22"), id="password without a name"
    ),
    pytest.param(connect(flags=0x02), marks=states("MQTT-3.1.3-3"), id="no client id"),
    pytest.param(connect("c", "u", "secret", "more"), id="more than the payload"),
    pytest.param(packet(0x10, field("MQTT"), b"\x04\x02"), id="no keepalive"),
    pytest.param(packet(0x10, field("MQTT")), id="no level"),
    pytest.param(packet(0x10), id="nothing"),
]


@states("MQTT-3.1.4-1")
@pytest.mark.parametrize("malformed", MALFORMED)
def test_a_malformed_connect_closes_the_connection_without_connack(lab: Lab, malformed: bytes) -> None:
    client = lab.open()
    client.send_bytes(malformed)
    assert client.is_closed
    assert client.received_bytes() == b""


@states("MQTT-3.1.3-1", "MQTT-3.1.2-9", "MQTT-3.1.2-19", "MQTT-3.1.2-21")
def test_the_fields_of_the_payload_are_read_in_their_order(lab: Lab) -> None:
    watcher = lab.connect("watcher")
    watcher.subscribe("#", qos=2)
    client = lab.open()
    client.send_bytes(connect("client", "will/topic", "will message", "u", "secret", flags=0xCE))
    assert client.received_one(Connack).code == 0
    lab.connect("client")
    will = watcher.received_one(Publish).message
    assert (will.topic, will.payload, will.qos) == ("will/topic", b"will message", 1)


@states("MQTT-3.1.2-18", "MQTT-3.1.2-20")
def test_fields_without_their_flags_are_not_looked_for(lab: Lab) -> None:
    client = lab.open()
    client.send_bytes(connect("c", flags=0x02))
    assert client.received_one(Connack).code == 5, "the lab lets nobody in without a name"
    client = lab.open()
    client.send_bytes(connect("c", "u", flags=0x82))
    assert client.received_one(Connack).code == 4, "nor without the password"


@states("MQTT-3.1.4-4", "MQTT-3.2.0-1")
def test_an_accepted_connect_is_acknowledged_with_code_0(lab: Lab) -> None:
    client = lab.open()
    client.send_bytes(connect("c", "u", "secret"))
    assert client.received_bytes().hex(" ") == "20 02 00 00"
    assert not client.is_closed
